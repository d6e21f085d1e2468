import type { Explanation } from '@plaincode/types/payload';
import type { Payload, PayloadRequest } from 'payload';
import { actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { textOf } from '../collections/explanations/content-of.ts';
import type { DeskContext, DeskStep } from '../collections/explanations/desk-steps.ts';
import { approvedContent } from '../workflow/content.ts';
import { refusal } from '../workflow/refusal.ts';
import type { State } from '../workflow/states.ts';
import { type TextChange, textDiff } from '../workflow/text-diff.ts';

/** Lines that no release has taken to readers. */
const unreleased: State[] = ['draft', 'in-review', 'changes-requested', 'approved'];

/**
 * Flags every unreleased later line of a code: readers now see another revision than the one it rests on. Saying so
 * twice changes nothing.
 */
export async function flagToMerge(
  payload: Payload,
  live: { codeKey: string; revision: string; line: string; edition: string },
): Promise<void> {
  const { docs } = await payload.find({
    collection: 'explanations',
    where: {
      codeKey: { equals: live.codeKey },
      id: { not_equals: live.line },
      appliesFrom: { greater_than: live.edition },
      state: { in: unreleased },
    },
    draft: true,
    depth: 0,
    pagination: false,
  });
  for (const { id, basedOn, toMerge } of docs)
    if (basedOn !== live.revision && toMerge !== live.revision)
      await takeDeskStep(payload, { kind: 'to-merge', id, toMerge: live.revision });
}

/** Writes down what a release made of a line, and the revision behind it where the line does not know. */
export async function markReleased(
  payload: Payload,
  id: string,
  state: State,
  revision?: string,
): Promise<void> {
  await takeDeskStep(payload, { kind: 'released', id, state, ...(revision ? { revision } : {}) });
}

/** The editor took the correction over, or saw that nothing is to be taken over. */
export async function merged(req: PayloadRequest, id: string, revision: string): Promise<Explanation> {
  const line = await req.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0, req });
  if (!line.toMerge || line.toMerge !== revision) throw new WorkflowRefused(refusal('nothing-to-merge'));
  const after = await takeDeskStep(req.payload, { kind: 'to-merge', id, toMerge: null, basedOn: revision });
  await recordAudit(req.payload, {
    actor: actorOf(req),
    action: 'text-merged',
    subject: after.codeKey ?? id,
    details: { line: id, edition: after.appliesFrom, revision, contentHash: after.contentHash },
  });
  return after;
}

export interface MergeView {
  /** The revision that went live. */
  revision: string;
  /** What the correction changed in the text that this line began from; null where that is not known. */
  correction: TextChange[] | null;
  /** How this line differs from what readers see now. */
  own: TextChange[];
}

/** What there is to merge into a line, as words; null where there is nothing. */
export async function mergeView(req: PayloadRequest, line: Explanation): Promise<MergeView | null> {
  if (!line.toMerge) return null;
  const contentOf = async (id: string) =>
    approvedContent.parse(
      (await req.payload.findByID({ collection: 'approved-revisions', id, depth: 0, req })).content,
    );
  const live = await contentOf(line.toMerge);
  const base = line.basedOn ? await contentOf(line.basedOn) : null;
  const comparable = base?.family === undefined || live.family !== undefined;
  const own = (await textOf(line, req)).content;
  return {
    revision: line.toMerge,
    correction: base && comparable ? textDiff(base, live) : null,
    own: textDiff(live, own),
  };
}

/** Steps of the desk are no edits, so they need no person; a writer at the same moment makes them try again. */
async function takeDeskStep(
  payload: Payload,
  deskStep: Exclude<DeskStep, { kind: 'started' }>,
): Promise<Explanation> {
  const context: DeskContext = { deskStep };
  for (let left = 5; ; left -= 1) {
    try {
      return await payload.update({
        collection: 'explanations',
        id: deskStep.id,
        data: {},
        draft: true,
        depth: 0,
        context: { ...context },
      });
    } catch (error) {
      if (!(error instanceof WorkflowRefused) || left === 0) throw error;
    }
  }
}
