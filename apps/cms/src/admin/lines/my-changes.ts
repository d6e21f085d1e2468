import type { Explanation } from '@plaincode/types/payload';
import { sectionFields } from '../../workflow/sections.ts';

/** A text as the form and the API hold it; relations are ids. */
export type TextOfForm = Partial<Explanation>;

const parts = [
  'codeSet',
  'code',
  'covers',
  'slots',
  'appliesFrom',
  'plainTitle',
  'body',
  'notice',
  'correction',
] as const;
const sectionParts = ['summary', 'tier', 'body'] as const;

/**
 * The parts of a text that say something else than the text it was begun on, ready to be saved over a newer one:
 * what the writer did not touch is left out. Without `begun` it is all of them.
 */
export function myChanges(mine: TextOfForm, begun: TextOfForm | null): TextOfForm {
  const changed: TextOfForm = pick(mine, begun, parts);
  const sections: NonNullable<TextOfForm['sections']> = {};
  for (const name of Object.values(sectionFields)) {
    const own = pick(mine.sections?.[name] ?? {}, begun && (begun.sections?.[name] ?? {}), sectionParts);
    if (Object.keys(own).length > 0) sections[name] = own;
  }
  return Object.keys(sections).length > 0 ? { ...changed, sections } : changed;
}

/** What was emptied is null: left out, it would stay as it is stored. */
function pick<T extends object, Key extends keyof T>(
  mine: T,
  begun: T | null,
  keys: readonly Key[],
): { [Part in Key]?: T[Part] | null } {
  const changed: { [Part in Key]?: T[Part] | null } = {};
  for (const key of keys) if (!begun || !says(mine[key], begun[key])) changed[key] = mine[key] ?? null;
  return changed;
}

/** Whether two values say the same; an empty one may be left out, null or an empty word. */
function says(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return (one || null) === (other || null);
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const [a, b] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...keys].every((key) => says(a.get(key), b.get(key)));
}
