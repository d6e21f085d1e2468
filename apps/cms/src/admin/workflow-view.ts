import type { Action } from '../workflow/states.ts';
import { askDesk } from './ask-desk.ts';

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

/** Asks where an explanation stands, or takes a step. Throws an `Error` with the desk's own words when it says no. */
export function callWorkflow(
  id: string,
  step?: { action: Action; contentHash: string; note?: string },
): Promise<WorkflowView> {
  return askDesk(`/explanations/${id}/workflow`, step ? 'POST' : 'GET', step);
}
