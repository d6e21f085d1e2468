import type { Explanation, WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { type StandingLine, standingLines } from '../beside/editions-of-line.ts';
import { codeKeyOf, lineKeyOf } from '../collections/explanations/content-of.ts';
import { setsShown, today } from '../releases/editions.ts';
import { seenPins, takenBack } from '../releases/list-pins.ts';
import { livePins } from '../releases/live.ts';
import { type RevisionHead, revisionsById } from '../releases/revisions.ts';
import { beforeWithdrawal, isOfficialChanged } from '../releases/since-approval.ts';
import { kindsOfText } from '../workflow/work-item-changes.ts';

type Text = Pick<Explanation, 'id' | 'codeSet' | 'code' | 'appliesFrom' | 'approvedRevision' | 'basedOn'>;
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
  const lines = await standingLines(
    payload,
    read.map(({ text }) => ({ codeKey: codeKeyOf(text) ?? '', edition: text.appliesFrom?.trim() ?? '' })),
  );
  const found = [
    ...(await withOpenItem(payload, read, lines)),
    ...withOtherRow(read, lines),
    ...(await takenFromReaders(payload, read)),
  ];
  return new Map(found.map(({ id, why }) => [id, `${why} ${alone}`]));
}

type Lines = ReadonlyMap<string, StandingLine>;
type Why = { id: string; why: string };

async function takenFromReaders(payload: Payload, read: readonly Read[]): Promise<Why[]> {
  const [live, back] = [await livePins(payload), await takenBack(payload)];
  const approvals = read.map(({ text, approved }) => ({
    codeKey: approved.codeKey,
    revision: approved.id,
    basedOn: text.basedOn ?? null,
  }));
  const seen = await seenPins(
    payload,
    live,
    approvals.map(({ codeKey }) => codeKey),
  );
  const unread = await beforeWithdrawal(payload, live, seen, approvals);
  return read.flatMap(({ text: { id }, approved }) => {
    if (unread.has(approved.id))
      return [
        {
          id,
          why: 'The text that readers had, or the one that this was begun from, was withdrawn since this was approved.',
        },
      ];
    const off = back.has(approved.id) && live.texts.get(approved.codeKey) !== approved.id;
    return off ? [{ id, why: 'The approved text was taken back from readers.' }] : [];
  });
}

function withOtherRow(read: readonly Read[], lines: Lines): Why[] {
  return read.flatMap(({ text, approved }) => {
    const line = lines.get(lineKeyOf(text) ?? '');
    return line && isOfficialChanged(line.editions, line.spans, approved)
      ? [{ id: text.id, why: 'The official row changed since it was approved.' }]
      : [];
  });
}

type Item = Pick<WorkItem, 'key' | 'codeSet' | 'kinds' | 'state' | 'reopened'>;

/**
 * Texts that wait on an update: of their own edition, or of a later one in which they are read too. An item waits where it
 * says that it was opened again, which is cleared once it is settled. One of a later edition that nobody settled yet waits
 * once readers see that edition: before, whether the text holds there is for the update to say. A notice alone is nothing
 * that a text is read against.
 */
async function withOpenItem(payload: Payload, read: readonly Read[], lines: Lines): Promise<Why[]> {
  const asked = await itemsAsked(payload, read, lines);
  const found = new Map<string, Item>();
  const keys = [...new Set(asked.map(({ text, edition }) => `${edition}/${text.code}`))];
  for (let at = 0; at < keys.length; at += together)
    for (const item of await unsettled(payload, keys.slice(at, at + together)))
      found.set(`${item.codeSet}:${item.key}`, item);
  return asked.flatMap(({ text, edition, later }) => {
    const item = found.get(`${text.codeSet}:${edition}/${text.code}`);
    if (!item) return [];
    const update = later ? `the update ${later.label}, in which this text is read too,` : 'the update';
    if (item.reopened)
      return [{ id: text.id, why: `Its item on ${update} was opened again. ${item.reopened}` }];
    return later?.seen ? [{ id: text.id, why: `Its item on ${update} is not settled.` }] : [];
  });
}

/** An item that a text may wait on; `later`: of which later edition, and whether readers see it. */
type Asked = { text: Text; edition: string; later: { label: string; seen: boolean } | null };

async function itemsAsked(payload: Payload, read: readonly Read[], lines: Lines): Promise<Asked[]> {
  const { shown } = await livePins(payload);
  const codeSets = read.flatMap(({ text }) => text.codeSet ?? []);
  const sets = await setsShown(payload, codeSets, { shown, today: today() });
  return read.flatMap(({ text }): Asked[] => {
    const own = text.appliesFrom ?? '';
    const seen = sets.get(text.codeSet ?? '')?.shown?.sequence ?? 0;
    const later = lines.get(lineKeyOf(text) ?? '')?.editions.filter(({ id }) => id !== own) ?? [];
    return [
      { text, edition: own, later: null },
      ...later.map(({ id, label, sequence }) => ({
        text,
        edition: id,
        later: { label, seen: sequence <= seen },
      })),
    ];
  });
}

async function unsettled(payload: Payload, keys: readonly string[]): Promise<Item[]> {
  const { docs } = await payload.db.find<Item>({
    collection: 'work-items',
    where: {
      and: [
        { key: { in: [...keys] } },
        { or: [{ reopened: { exists: true } }, { state: { not_equals: 'done' } }] },
      ],
    },
    limit: 0,
    pagination: false,
  });
  return docs.filter(({ kinds }) => kindsOfText(kinds ?? '').some((kind) => kind !== 'notice-only'));
}
