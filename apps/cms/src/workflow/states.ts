import type { Role } from './permissions.ts';

/**
 * Where an explanation stands. Releases set `published` and `superseded`, and so does an edit that puts back the text that
 * readers have; all else are steps of people.
 */
export const states = [
  'draft',
  'in-review',
  'changes-requested',
  'approved',
  'published',
  'superseded',
  'withdrawn',
] as const;
export type State = (typeof states)[number];

export const stateLabels: Record<State, string> = {
  draft: 'Draft',
  'in-review': 'In review',
  'changes-requested': 'Changes requested',
  approved: 'Approved',
  published: 'Published',
  superseded: 'Superseded',
  withdrawn: 'Withdrawn',
};

export const actions = ['submit', 'take-back', 'request-changes', 'approve', 'reopen', 'withdraw'] as const;
export type Action = (typeof actions)[number];

export const actionLabels: Record<Action, string> = {
  submit: 'Submit for review',
  'take-back': 'Take back',
  'request-changes': 'Ask for changes',
  approve: 'Approve',
  reopen: 'Reopen',
  withdraw: 'Withdraw from the site',
};

/** `whileRead`: states from which the step is possible besides, where readers have a text of the line. */
type Transition = {
  from: readonly State[];
  whileRead?: readonly State[];
  to: State;
  roles: readonly Role[];
};

const writers: readonly Role[] = ['editor', 'reviewer', 'admin'];

/**
 * Role × state × action: whatever is not here is refused. `reopen` makes a draft of a settled text that is to be
 * written anew; `withdraw` has the next release take the text off the site, whatever is being written in it meanwhile.
 */
export const transitions: Record<Action, Transition> = {
  submit: { from: ['draft', 'changes-requested'], to: 'in-review', roles: writers },
  'take-back': { from: ['in-review'], to: 'draft', roles: writers },
  'request-changes': { from: ['in-review'], to: 'changes-requested', roles: ['reviewer', 'admin'] },
  approve: { from: ['in-review'], to: 'approved', roles: ['reviewer', 'admin'] },
  reopen: { from: ['approved', 'published', 'withdrawn'], to: 'draft', roles: writers },
  withdraw: {
    from: ['approved', 'published'],
    whileRead: ['draft', 'in-review', 'changes-requested'],
    to: 'withdrawn',
    roles: ['reviewer', 'publisher', 'admin'],
  },
};

/** Whether a step is one of those of a state. `read`: readers have a text of the line. */
export function isStepFrom(action: Action, state: State, read: boolean): boolean {
  const { from, whileRead = [] } = transitions[action];
  return from.includes(state) || (read && whileRead.includes(state));
}
