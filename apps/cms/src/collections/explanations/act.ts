import type { Explanation, Staff } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import type { Action } from '../../workflow/states.ts';
import type { RequestedAction } from './desk-steps.ts';

export type ActOnExplanation = {
  payload: Payload;
  /** The member of staff who takes the step; the roles and four eyes hold for them. */
  user: Staff;
  id: string;
  action: Action;
  /** The hash of the text that was read. Left out, it is the text as it stands now. */
  contentHash?: string;
  /** The official rows that were read, for `approve`. Left out, they are those of when the text was sent to review. */
  official?: string | null;
  /** What should be changed, for `request-changes`. */
  note?: string;
};

/** How often a step is tried that another writer came before: it is bound to a text, and that may be as it was. */
const attempts = 5;

/** Takes one step of the workflow. Throws `WorkflowRefused` with a code where the workflow says no. */
export async function actOnExplanation(step: ActOnExplanation): Promise<Explanation> {
  for (let left = attempts; ; left -= 1) {
    try {
      return await tryStep(step);
    } catch (error) {
      const second = error instanceof WorkflowRefused && error.refused.code === 'stale';
      if (!second || left === 1) throw error;
    }
  }
}

async function tryStep({
  payload,
  user,
  id,
  action,
  contentHash,
  official,
  note,
}: ActOnExplanation): Promise<Explanation> {
  const read =
    contentHash ??
    (await payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 })).contentHash ??
    '';
  const workflowAction: RequestedAction = { id, action, contentHash: read, official, note };
  return await payload.update({
    collection: 'explanations',
    id,
    data: {},
    draft: true,
    user: { ...user, collection: 'staff' },
    // The step writes nothing of the person's, and its own table says who may take it: publishers withdraw, and write nothing.
    overrideAccess: true,
    context: { workflowAction },
    depth: 0,
  });
}
