import type { TabularNotes } from '@plaincode/code-sets';
import { z } from 'zod';
import type { ItemChanges, Pair } from '../workflow/work-item-changes.ts';

/**
 * What changed beside the descriptors, a sentence each. A code that is new or leaves was or will be neither valid nor below
 * another one: of these nothing changed. `asWritten`: codes as people write them, by the bare code.
 */
export function changesInWords(changes: ItemChanges, asWritten: ReadonlyMap<string, string>): string[] {
  const { long, indicators = {}, dates = {}, billable, parent, notes, family } = changes;
  const told = [
    ...Object.entries(indicators).map(([name, pair]) => moved(spelt(name), pair)),
    ...Object.entries(dates).map(([name, pair]) => moved(dayNames[name] ?? spelt(name), pair)),
  ];
  const stays = long.before !== null && long.after !== null;
  if (billable && stays) told.push(moved('Valid for submission', billable));
  if (parent && stays)
    told.push(
      moved('Parent code', {
        before: asWritten.get(parent.before ?? '') ?? parent.before,
        after: asWritten.get(parent.after ?? '') ?? parent.after,
      }),
    );
  if (notes) told.push(...notesInWords(notes));
  if (family) told.push(`Changed in its family: ${family.join(', ')}.`);
  return told;
}

const dayNames: Record<string, string> = {
  added: 'Day of addition',
  effective: 'In effect from',
  terminated: 'Terminated on',
};

/** `coverageCode` → `Coverage code` */
function spelt(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function moved(what: string, { before, after }: Pair<unknown>): string {
  return `${what}: ${shown(before)}, now ${shown(after)}`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

const noteNames: Record<keyof TabularNotes, string> = {
  includes: 'Includes',
  inclusionTerms: 'Inclusion term',
  excludes1: 'Excludes1',
  excludes2: 'Excludes2',
  codeFirst: 'Code first',
  codeAlso: 'Code also',
  useAdditional: 'Use additional code',
  notes: 'Note',
};
const kindsOfNotes = Object.keys(noteNames) as (keyof TabularNotes)[];

/** As `diffHeld` writes the notes of a code down: the notes by kind, then what its seventh characters mean. */
const writtenNotes = z.tuple([z.record(z.string(), z.array(z.string())), z.unknown()]);

function notesInWords({ before, after }: Pair<string>): string[] {
  const [old, young] = [before, after].map((text) =>
    writtenNotes.safeParse(text === null ? [{}, null] : JSON.parse(text)),
  );
  if (!old?.success || !young?.success) return ['Its notes changed.'];
  const [[was, oldSeventh], [is, youngSeventh]] = [old.data, young.data];
  const told = kindsOfNotes.flatMap((kind) => [
    ...(was[kind] ?? [])
      .filter((note) => !is[kind]?.includes(note))
      .map((note) => `${noteNames[kind]}, gone: ${note}`),
    ...(is[kind] ?? [])
      .filter((note) => !was[kind]?.includes(note))
      .map((note) => `${noteNames[kind]}, new: ${note}`),
  ]);
  if (JSON.stringify(oldSeventh) !== JSON.stringify(youngSeventh))
    told.push('Its seventh characters changed.');
  return told.length > 0 ? told : ['The order of its notes changed.'];
}
