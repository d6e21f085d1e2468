import type { Explanation } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { seenRevision } from '../../releases/seen-revision.ts';
import { refusal } from '../../workflow/refusal.ts';

/** Whether readers have a text of the line. */
export async function isRead(
  payload: Payload,
  { id, codeKey }: Pick<Explanation, 'id' | 'codeKey'>,
): Promise<boolean> {
  return Boolean(codeKey) && (await seenRevision(payload, codeKey ?? ''))?.line === id;
}

/**
 * A withdrawal holds until the text has left the site: what is written over it, or begins it anew, would leave readers with
 * the text that somebody took from them.
 */
export async function refuseWhileLeaving(
  payload: Payload,
  line: Pick<Explanation, 'id' | 'state' | 'codeKey'>,
): Promise<void> {
  if (line.state === 'withdrawn' && (await isRead(payload, line)))
    throw new WorkflowRefused(refusal('withdrawal-waits'));
}

/**
 * What was approved was approved for its code: under another one nobody could withdraw what readers have of it. `line` and
 * `next` are the keys of the line as it stands and as it would stand.
 */
export function refuseOtherLine(line: string | undefined, next: string | undefined): void {
  if (line !== undefined && next !== line) throw new WorkflowRefused(refusal('approved-for-its-code'));
}
