import type { Payload } from 'payload';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { everyDocument } from '../imports/every-document.ts';
import type { Assigned } from '../workflow/assignment.ts';
import { addNotices } from './add-notices.ts';
import type { Notice } from './notice.ts';

type By = Pick<Actor, 'id' | 'name'>;

/** Who gave the work when nobody pressed a button. */
export const theRules: By = { id: '', name: 'The assignment rules' };

/** Tells each person once how much work of an update they were given, however many codes it is. */
export async function tellHandedOut(
  payload: Payload,
  by: By,
  edition: string,
  given: readonly Assigned[],
): Promise<void> {
  for (const [person, share] of sharesOf(given)) await tell(payload, by, edition, person, share);
}

/**
 * Tells everybody who has work in an update that just opened. Who was told already is not told again, so that an opening
 * that was broken off and taken up sends one notice.
 */
export async function tellOpened(payload: Payload, edition: string): Promise<void> {
  const given: Assigned[] = [];
  const paging = { size: 10_000, select: { assignee: true, reviewer: true, due: true } } as const;
  const open = { and: [{ edition: { equals: edition } }, { state: { not_equals: 'done' } }] };
  for await (const document of everyDocument(payload, 'work-items', open, paging))
    given.push(assignedDocument.parse(document));
  for (const [person, share] of sharesOf(given)) {
    const path = pathOf(edition, person, share);
    const { totalDocs } = await payload.count({
      collection: 'notices',
      where: {
        and: [{ person: { equals: person } }, { path: { equals: path } }, { kind: { equals: 'assigned' } }],
      },
    });
    if (totalDocs === 0) await tell(payload, theRules, edition, person, share);
  }
}

const kept = z
  .string()
  .nullish()
  .transform((value) => value || null);
const assignedDocument = z.object({ assignee: kept, reviewer: kept, due: kept });

/** Codes to write and to review, and the days by which. */
type Share = { write: number; review: number; due: string[] };

function sharesOf(given: readonly Assigned[]): Map<string, Share> {
  const shares = new Map<string, Share>();
  for (const { assignee, reviewer, due } of given)
    for (const [work, id] of [
      ['write', assignee],
      ['review', reviewer],
    ] as const) {
      if (id === null) continue;
      const share = shares.get(id) ?? { write: 0, review: 0, due: [] };
      share[work] += 1;
      if (due) share.due.push(due);
      shares.set(id, share);
    }
  return shares;
}

async function tell(payload: Payload, by: By, edition: string, person: string, share: Share): Promise<void> {
  const notice: Omit<Notice, 'by'> = {
    kind: 'assigned',
    title: `${codesOf(share)} in the update ${edition}`,
    path: pathOf(edition, person, share),
    quote: null,
    words: daysOf(share),
  };
  await addNotices(payload, by, [{ people: [person], notice }]);
}

/** The list of the update, of this person's codes alone. */
const pathOf = (edition: string, person: string, { write }: Share): string =>
  `/admin/updates/${edition}?${write > 0 ? 'assignee' : 'reviewer'}=${person}`;

/** `12 codes to write and 1 code to review` */
function codesOf({ write, review }: Share): string {
  const parts = [
    ...(write > 0 ? [`${counted(write)} to write`] : []),
    ...(review > 0 ? [`${counted(review)} to review`] : []),
  ];
  return parts.join(' and ');
}

function daysOf({ due }: Share): string | null {
  const [first, last] = [due.reduce(earlier, ''), due.reduce(later, '')];
  if (first === '') return null;
  return first === last ? `Due ${first}.` : `Due from ${first} to ${last}.`;
}

const counted = (count: number) => `${count.toLocaleString('en-US')} ${count === 1 ? 'code' : 'codes'}`;
const earlier = (one: string, other: string) => (one === '' || other < one ? other : one);
const later = (one: string, other: string) => (other > one ? other : one);
