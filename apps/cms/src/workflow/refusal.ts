import type { Role } from './permissions.ts';

/** Why the workflow says no: a closed list. */
export const refusalMessages = {
  'not-signed-in': 'Sign in as one of the staff first.',
  'role-may-not': 'Your role may not do this.',
  'wrong-state': 'This is not possible in the state that the explanation is in.',
  'four-eyes': 'You edited this text since its last approval. Somebody else has to approve it.',
  'changed-since-read': 'The text changed since you opened it. Read it again, then decide.',
  'not-ready': 'The explanation is not complete.',
  'note-missing': 'Say what should be changed.',
  'status-not-used': 'Explanations are approved through review, not published from here.',
  'content-with-action': 'Save the text first, then take this step.',
  'duplicate-explanation': 'There is already an explanation for this code and edition.',
  'unsupported-text': 'The text holds something that a page cannot show.',
} as const;

export type RefusalCode = keyof typeof refusalMessages;

/** An expected refusal as a value; `details` says more where there is more to say. */
export type Refusal = { code: RefusalCode; details: string[] };

export function refusal(code: RefusalCode, details: string[] = []): Refusal {
  return { code, details };
}

/** The refusal in one sentence or two, for the person who met it. */
export function describeRefusal(refused: Refusal): string {
  return [refusalMessages[refused.code], ...refused.details].join(' ');
}

/** Refuses a step to a role and says whose step it is. */
export function roleMayNot(allowed: readonly Role[]): Refusal {
  return refusal('role-may-not', [`It is for ${inWords.format(allowed.map((role) => `${role}s`))}.`]);
}

const inWords = new Intl.ListFormat('en-US');
