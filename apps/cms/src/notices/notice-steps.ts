import type { Explanation, WorkItem } from '@plaincode/types/payload';
import type { CollectionAfterChangeHook } from 'payload';
import { actorOf } from '../access/actor.ts';
import { relationId } from '../relation-id.ts';
import { addNotices, noticeOfText, peopleOfText } from './add-notices.ts';

/** Tells whose text it is that changes are asked for. */
export const noticeChangesRequested: CollectionAfterChangeHook<Explanation> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  const actor = actorOf(req);
  const asked = doc.state === 'changes-requested' && previousDoc?.state !== doc.state;
  if (!actor || operation !== 'update' || !asked) return doc;
  const said = { quote: null, words: doc.reviewNote ?? null, thread: null };
  const notice = await noticeOfText(req.payload, doc, said);
  await addNotices(req.payload, actor, [
    { people: peopleOfText(doc), notice: { ...notice, kind: 'changes-requested' } },
  ]);
  return doc;
};

/** Tells who was given an item, as its editor or its reviewer. */
export const noticeAssigned: CollectionAfterChangeHook<WorkItem> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  const actor = actorOf(req);
  if (!actor || operation !== 'update') return doc;
  const given = (['assignee', 'reviewer'] as const).flatMap((work) => {
    const person = relationId(doc[work]);
    return person !== null && person !== relationId(previousDoc[work]) ? [person] : [];
  });
  if (given.length === 0) return doc;
  const { displayCode, edition, key, due } = doc;
  const notice = {
    kind: 'assigned' as const,
    title: `${displayCode} in the update ${edition}`,
    path: `/admin/updates/${edition}/items/${encodeURIComponent(key.slice(edition.length + 1))}`,
    quote: null,
    words: due ? `Due ${due}.` : null,
  };
  await addNotices(req.payload, actor, [{ people: given, notice }]);
  return doc;
};
