import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { signedIn } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordOf } from '../collections/explanations/workflow-record.ts';
import { decideAction } from '../workflow/decide-action.ts';
import type { Remark } from './comment-body.ts';
import { placed, writeRemark } from './write-comment.ts';

/**
 * Writes down what a reviewer asks to be changed at passages, before the step itself is taken: what was said is not
 * lost where the desk stops in between, and asking again says nothing twice. Nothing is written where the step would
 * be refused or a passage is gone. Throws `WorkflowRefused`.
 */
export async function askAtPassages(
  req: PayloadRequest,
  doc: Explanation,
  contentHash: string,
  remarks: readonly Remark[],
): Promise<void> {
  const actor = signedIn(req);
  const step = { action: 'request-changes', contentHash, note: 'at passages' } as const;
  const decision = decideAction(recordOf(doc), actor, step, [], '');
  if (!decision.ok) throw new WorkflowRefused(decision.refusal);
  const found = remarks.map((remark) => placed(doc, remark));
  for (const one of found) await writeRemark(req.payload, actor, doc, one, true);
}
