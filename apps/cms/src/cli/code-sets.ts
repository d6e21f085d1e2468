import { countsOf, itemsOf } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { diffHeld } from '../imports/diff-held.ts';
import { findEdition } from '../imports/find-edition.ts';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { type ListedSet, listHeld } from '../imports/list-held.ts';
import { recordLicence } from '../imports/record-licence.ts';
import type { Command } from './command.ts';
import { diffText } from './diff-text.ts';
import { withDesk } from './open-desk.ts';
import { count } from './progress.ts';

type CodeSetsCommand = Extract<Command, { name: 'code-sets' }>;

/** `code-sets`, `code-sets diff` and `code-sets licence`. Returns the exit status. */
export function codeSets(command: CodeSetsCommand): Promise<0 | 1> {
  return withDesk((payload) => {
    switch (command.action) {
      case 'list':
        return list(payload, command.json);
      case 'diff':
        return diff(payload, command);
      case 'licence':
        return licence(payload, command);
    }
  });
}

async function list(payload: Payload, json: boolean): Promise<0> {
  const sets = await listHeld(payload);
  process.stdout.write(json ? `${JSON.stringify({ ok: true, sets })}\n` : listText(sets));
  return 0;
}

function listText(sets: readonly ListedSet[]): string {
  return sets.map(setText).join('\n');
}

function setText({ set, name, licensed, editions, facts }: ListedSet): string {
  const lines = [`${set}  ${name}${licensed ? ' (licensed)' : ''}`];
  if (editions.length === 0) lines.push('  No edition is held.');
  for (const edition of editions) {
    const sample = edition.sample ? ', sample' : '';
    lines.push(
      `  ${edition.label} (${edition.id}${sample}), in effect from ${edition.effective}, ${count(edition.codes)} codes`,
      ...filesText(edition.files),
    );
  }
  for (const { kind, editions: some } of facts)
    for (const edition of some)
      lines.push(
        `  ${kind}: ${edition.label} (${edition.effective}), ${count(edition.codes)} entries`,
        ...filesText(edition.files),
      );
  return `${lines.join('\n')}\n`;
}

function filesText(files: ListedSet['editions'][number]['files']): string[] {
  return files.map(({ fileName, member, sha256, imported, kind }) => {
    const inside = member ? ` › ${member}` : '';
    const what = kind === 'corrections' ? 'corrections ' : '';
    return `    ${what}${fileName}${inside}  sha256 ${sha256}  imported ${imported.slice(0, 19)}Z`;
  });
}

async function diff(payload: Payload, command: Extract<CodeSetsCommand, { action: 'diff' }>): Promise<0 | 1> {
  const { set, billable, json } = command;
  const held = await heldEditions(payload, set);
  const from = findEdition(held, command.from);
  const to = findEdition(held, command.to);
  if (!from || !to) return refuse(editionsText(set, held, from ? command.to : command.from), json);
  const made = await diffHeld(payload, set, from, to);
  const counts = countsOf(made, { billable });
  const items = itemsOf(made, { billable });
  const names = { set, from: named(from), to: named(to), billable };
  process.stdout.write(
    json ? `${JSON.stringify({ ok: true, ...names, counts, items })}\n` : diffText(names, counts, items),
  );
  return 0;
}

const named = ({ id, label, effective }: HeldEdition) => ({ id, label, effective });

function editionsText(set: string, held: readonly HeldEdition[], asked: string): string {
  if (held.length === 0) return `No edition of "${set}" is held: import its release files first.`;
  const known = held.map(({ id, label }) => `${label} (${id})`).join(', ');
  return `"${asked}" is no edition of ${set} that is held, or more than one. Held: ${known}.`;
}

async function licence(
  payload: Payload,
  command: Extract<CodeSetsCommand, { action: 'licence' }>,
): Promise<0 | 1> {
  const problem = await recordLicence(payload, command);
  if (problem !== null) return refuse(problem, command.json);
  const text = `The licence of ${command.set} is recorded: ${command.holder}, ${command.number}, ${command.from} to ${command.to}.`;
  process.stdout.write(command.json ? `${JSON.stringify({ ok: true, set: command.set })}\n` : `${text}\n`);
  return 0;
}

function refuse(message: string, json: boolean): 1 {
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, message })}\n`);
  else process.stderr.write(`${message}\n`);
  return 1;
}
