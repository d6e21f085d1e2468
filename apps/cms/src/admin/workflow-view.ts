import type { OpenThreads } from '../discussion/discussion-view.ts';
import type { Action } from '../workflow/states.ts';
import { askDesk } from './ask-desk.ts';

/** What `GET /api/explanations/:id/workflow` answers. */
export type WorkflowView = {
  state: string;
  stateLabel: string;
  contentHash: string;
  /** The official row beside which the text is read, as a hash. */
  official: string | null;
  /** Whether readers have a text of this line. */
  read: boolean;
  /** What keeps the text from review. */
  problems: string[];
  /** What its editor should know, and decides. */
  hints: string[];
  /** Whether this person may publish it now. */
  publishable: boolean;
  /** What waits for an answer beside the text. */
  open: OpenThreads;
  actions: { action: Action; label: string; allowed: boolean; reason: string | null }[];
};

/** Asks where an explanation stands, or takes a step. Throws an `Error` with the desk's own words when it says no. */
export function callWorkflow(
  id: string,
  step?: {
    action: Action;
    contentHash: string;
    official: string | null;
    note?: string;
    comments?: object[];
  },
): Promise<WorkflowView> {
  return askDesk(`/explanations/${id}/workflow`, step ? 'POST' : 'GET', step);
}

/** What is open beside the text, in words; null where nothing is. */
export function openInWords({ comments, suggestions }: OpenThreads): string | null {
  const parts = [counted(comments, 'comment'), counted(suggestions, 'suggestion')].filter(
    (part) => part !== '',
  );
  if (parts.length === 0) return null;
  return `${parts.join(' and ')} ${comments + suggestions === 1 ? 'is' : 'are'} open.`;
}

const counted = (number: number, what: string) =>
  number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
