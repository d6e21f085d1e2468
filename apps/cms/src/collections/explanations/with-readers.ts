import type { Explanation } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { seenRevision } from '../../releases/seen-revision.ts';
import { refusal } from '../../workflow/refusal.ts';

/**
 * A withdrawal holds until the text has left the site: what is written over it, or begins it anew, would leave readers with
 * the text that somebody took from them.
 */
export async function refuseWhileLeaving(
  payload: Payload,
  { id, state, codeKey }: Pick<Explanation, 'id' | 'state' | 'codeKey'>,
): Promise<void> {
  if (state !== 'withdrawn' || !codeKey) return;
  const seen = await seenRevision(payload, codeKey);
  if (seen?.line === id) throw new WorkflowRefused(refusal('withdrawal-waits'));
}

/**
 * What was approved was approved for its code: under another one nobody could withdraw what readers have of it. `line` and
 * `next` are the keys of the line as it stands and as it would stand.
 */
export function refuseOtherLine(line: string | undefined, next: string | undefined): void {
  if (line !== undefined && next !== line) throw new WorkflowRefused(refusal('approved-for-its-code'));
}
