import type { Role } from './permissions.ts';

/** Where an explanation stands. Releases set `published` and `superseded`; all else are steps of people. */
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

export const actions = ['submit', 'withdraw', 'request-changes', 'approve'] as const;
export type Action = (typeof actions)[number];

export const actionLabels: Record<Action, string> = {
  submit: 'Submit for review',
  withdraw: 'Take back',
  'request-changes': 'Ask for changes',
  approve: 'Approve',
};

type Transition = { from: readonly State[]; to: State; roles: readonly Role[] };

/** Role × state × action: whatever is not here is refused. */
export const transitions: Record<Action, Transition> = {
  submit: { from: ['draft', 'changes-requested'], to: 'in-review', roles: ['editor', 'reviewer', 'admin'] },
  withdraw: { from: ['in-review'], to: 'draft', roles: ['editor', 'reviewer', 'admin'] },
  'request-changes': { from: ['in-review'], to: 'changes-requested', roles: ['reviewer', 'admin'] },
  approve: { from: ['in-review'], to: 'approved', roles: ['reviewer', 'admin'] },
};
