import type { Explanation } from '@plaincode/types/payload';
import type { ActionRequest } from '../../workflow/decide-action.ts';
import type { State } from '../../workflow/states.ts';

/**
 * A step of the workflow that a person takes. `official`: the official rows beside which the text was read, null where there
 * were none; left out by who does not say.
 */
export type RequestedAction = ActionRequest & { id: string; official?: string | null | undefined };

/** What the desk itself does to a line; none of it is an edit. */
export type DeskStep =
  | { kind: 'released'; id: string; state: State; revision?: string }
  | { kind: 'to-merge'; id: string; toMerge: string | null }
  /** `by`: who says that the correction is taken over, or that nothing is to be. */
  | { kind: 'merged'; id: string; basedOn: string; by: string | null }
  /** `authors`: whose words the new line takes over without an approval of them. */
  | { kind: 'started'; basedOn: string | null; authors?: readonly string[] };

/**
 * What the desk's own code tells the hook through the request's context, which no client can write. A step says
 * which document it is meant for, as one request may save several.
 */
export interface DeskContext {
  workflowAction?: RequestedAction;
  deskStep?: DeskStep;
}

export function requestedAction(context: DeskContext, id: string | undefined): RequestedAction | null {
  const asked = context.workflowAction;
  return asked && asked.id === id ? asked : null;
}

export function deskStep(context: DeskContext, doc: Explanation | undefined): DeskStep | null {
  const step = context.deskStep;
  if (!step) return null;
  if (step.kind === 'started') return doc ? null : step;
  return step.id === doc?.id ? step : null;
}
