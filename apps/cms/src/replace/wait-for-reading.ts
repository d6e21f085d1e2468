import type { Explanation, WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { rowsOfCodes } from '../beside/rows-of-codes.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { takenBack } from '../releases/list-pins.ts';
import { livePins } from '../releases/live.ts';
import { type RevisionHead, revisionsById } from '../releases/revisions.ts';
import { isOfficialChanged, isWithdrawnSince } from '../releases/since-approval.ts';
import { kindsOfText } from '../workflow/work-item-changes.ts';

type Text = Pick<Explanation, 'id' | 'codeSet' | 'code' | 'appliesFrom' | 'approvedRevision'>;
type Read = { text: Text; approved: RevisionHead };

const alone = 'Read it, and approve it by itself.';

/** So many codes are asked for at once. */
const together = 500;

/**
 * Which approved texts waited for a reading before many were changed at once, each with why. Their approval as one of many is
 * left out rather than made to keep what waits: who looks at the words that were exchanged has not read the text against
 * what changed, and an approval of theirs would say so.
 */
export async function waitForReading(
  payload: Payload,
  texts: readonly Text[],
): Promise<ReadonlyMap<string, string>> {
  const ids = texts.flatMap(({ approvedRevision }) => approvedRevision ?? []);
  const revisions = await revisionsById(payload, ids);
  const read = texts.flatMap((text) => {
    const approved = revisions.get(text.approvedRevision ?? '');
    return approved ? [{ text, approved }] : [];
  });
  const found = [
    ...(await openedAgain(payload, read)),
    ...(await withOtherRow(payload, read)),
    ...(await takenFromReaders(payload, read)),
  ];
  return new Map(found.map(({ id, why }) => [id, `${why} ${alone}`]));
}

type Why = { id: string; why: string };

async function takenFromReaders(payload: Payload, read: readonly Read[]): Promise<Why[]> {
  const [live, back] = [await livePins(payload), await takenBack(payload)];
  return read.flatMap(({ text: { id }, approved }) => {
    if (isWithdrawnSince(live, approved))
      return [{ id, why: 'The text that readers had was withdrawn since this one was approved.' }];
    const off = back.has(approved.id) && live.texts.get(approved.codeKey) !== approved.id;
    return off ? [{ id, why: 'The approved text was taken back from readers.' }] : [];
  });
}

async function withOtherRow(payload: Payload, read: readonly Read[]): Promise<Why[]> {
  const found: Why[] = [];
  for (const [codeSet, ofSet] of Map.groupBy(read, ({ text }) => text.codeSet ?? '')) {
    const held = await heldEditions(payload, codeSet);
    for (let at = 0; at < ofSet.length; at += together) {
      const some = ofSet.slice(at, at + together);
      const codes = some.flatMap(({ text }) => text.code ?? []);
      const rows = await rowsOfCodes(payload, held, { code: { in: codes } });
      for (const { text, approved } of some)
        if (isOfficialChanged(held, rows.get(text.code ?? '') ?? [], approved))
          found.push({ id: text.id, why: 'The official row changed since it was approved.' });
    }
  }
  return found;
}

/**
 * Texts whose item on an update says that it was opened again: a settled text clears that, so whatever says so waits still. A
 * notice alone is nothing that a text is read against.
 */
async function openedAgain(payload: Payload, read: readonly Read[]): Promise<Why[]> {
  const lines = new Map(read.map(({ text }) => [itemOf(text), text.id]));
  const keys = [...new Set(read.map(({ text }) => `${text.appliesFrom}/${text.code}`))];
  const found: Why[] = [];
  for (let at = 0; at < keys.length; at += together) {
    const { docs } = await payload.db.find<Pick<WorkItem, 'key' | 'codeSet' | 'kinds' | 'reopened'>>({
      collection: 'work-items',
      where: { and: [{ key: { in: keys.slice(at, at + together) } }, { reopened: { exists: true } }] },
      limit: 0,
      pagination: false,
    });
    for (const { key, codeSet, kinds, reopened } of docs) {
      const id = lines.get(`${codeSet}:${key}`);
      if (id && reopened && kindsOfText(kinds ?? '').some((kind) => kind !== 'notice-only'))
        found.push({ id, why: `Its item on the update was opened again. ${reopened}` });
    }
  }
  return found;
}

const itemOf = ({ codeSet, code, appliesFrom }: Text): string => `${codeSet}:${appliesFrom}/${code}`;
