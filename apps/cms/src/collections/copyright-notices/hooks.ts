import type { CopyrightNotice } from '@plaincode/types/payload';
import type { CollectionAfterChangeHook, CollectionBeforeChangeHook } from 'payload';
import { actorOf } from '../../access/actor.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { refreshUpdates } from '../../updates/refresh-updates.ts';
import { noticeEdition } from '../../workflow/notice-edition.ts';
import { refusal } from '../../workflow/refusal.ts';

/** What a person writes names a code set or an edition, held or to come: under anything else a notice is never printed. */
export const refuseForNothing: CollectionBeforeChangeHook<CopyrightNotice> = async ({
  data,
  originalDoc,
  req,
}) => {
  const edition = data.edition?.trim() ?? '';
  if (edition === '' || edition === originalDoc?.edition || actorOf(req) === null) return data;
  const { docs } = await req.payload.find({
    collection: 'code-systems',
    depth: 0,
    pagination: false,
    req,
  });
  const named = noticeEdition(edition);
  const names = docs.some(({ slug }) => slug === named?.codeSet);
  if (docs.length > 0 && !names) {
    const sets = docs.map(({ slug }) => slug).sort();
    throw new WorkflowRefused(refusal('notice-for-nothing', [`Code sets: ${sets.join(', ')}.`]), 'edition');
  }
  return { ...data, edition };
};

/** A rights holder gives one notice for an edition and a use: a second one would be printed beside it. */
export const refuseSecondNotice: CollectionBeforeChangeHook<CopyrightNotice> = async ({
  data,
  originalDoc,
  req,
}) => {
  const { rightsHolder, edition, uses = [] } = { ...originalDoc, ...data };
  if (!rightsHolder || !edition) return data;
  const holder = typeof rightsHolder === 'object' ? rightsHolder.id : rightsHolder;
  const { docs } = await req.payload.find({
    collection: 'copyright-notices',
    where: { rightsHolder: { equals: holder }, edition: { equals: edition } },
    depth: 0,
    pagination: false,
    req,
  });
  const twin = docs.find((one) => one.id !== originalDoc?.id && one.uses.some((use) => uses.includes(use)));
  if (twin) throw new WorkflowRefused(refusal('duplicate-notice', [`It is "${twin.slug}".`]));
  return data;
};

/** What is printed where, as far as the list of an update depends on it. */
const printed = ({ active, edition, text, uses }: Partial<CopyrightNotice>): string =>
  active ? JSON.stringify([edition, text, uses]) : '';

/** Texts that only come under another notice are work of an update, and on its list before its release is checked. */
export const listUnderNotice: CollectionAfterChangeHook<CopyrightNotice> = async ({
  doc,
  previousDoc,
  req,
}) => {
  if (printed(doc) !== printed(previousDoc ?? {})) await refreshUpdates(req.payload, 'with a notice');
  return doc;
};
