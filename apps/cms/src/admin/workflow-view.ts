import type { Action } from '../workflow/states.ts';

/** What `GET /api/explanations/:id/workflow` answers. */
export type WorkflowView = {
  state: string;
  stateLabel: string;
  contentHash: string;
  /** What keeps the text from review. */
  problems: string[];
  /** What its editor should know, and decides. */
  hints: string[];
  /** Whether this person may publish it now. */
  publishable: boolean;
  actions: { action: Action; label: string; allowed: boolean; reason: string | null }[];
};

/** Asks the desk, or takes a step there. Throws an `Error` with the desk's own words when it says no. */
export async function callWorkflow(
  id: string,
  step?: { action: Action; contentHash: string; note?: string },
): Promise<WorkflowView> {
  const response = await fetch(`/api/explanations/${id}/workflow`, {
    method: step ? 'POST' : 'GET',
    credentials: 'same-origin',
    ...(step ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(step) } : {}),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(answer.errors?.[0]?.message ?? 'The desk could not do this. Try again.');
}
