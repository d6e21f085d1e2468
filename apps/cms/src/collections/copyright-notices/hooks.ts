import type { CopyrightNotice } from '@plaincode/types/payload';
import type { CollectionBeforeChangeHook } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { refusal } from '../../workflow/refusal.ts';

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
