/** Why a code is on the list of an update, the weightiest first: it names the item. */
export const changeKinds = {
  deleted: 'Deleted',
  terminated: 'Terminated',
  dropped: 'Left without notice',
  'became-header': 'Became a header',
  added: 'New',
  reinstated: 'Reinstated',
  'became-billable': 'Became billable',
  'long-revised': 'Descriptor revised',
  'short-revised': 'Short descriptor revised',
  'notes-changed': 'Notes changed',
  'indicator-changed': 'Indicator changed',
  'cited-changed': 'Cites a changed code',
  'family-changed': 'Family changed',
  'guideline-changed': 'Guideline changed',
  'notice-only': 'New notice only',
} as const;
export type ChangeKind = keyof typeof changeKinds;

const leaving: readonly ChangeKind[] = ['deleted', 'terminated', 'dropped'];

/** The code is no longer in use: its page stays, and names what replaces it. */
export const codeLeaves = (kinds: readonly ChangeKind[]): boolean =>
  kinds.some((kind) => leaving.includes(kind));

/** `open`: nobody has begun. The middle ones follow the explanation. `done`: nothing is left to do. */
export const itemStates = {
  open: 'Open',
  drafting: 'Being written',
  'in-review': 'In review',
  'changes-requested': 'Changes requested',
  done: 'Done',
} as const;
export type ItemState = keyof typeof itemStates;

/**
 * How an item was settled. `keep`: the text still holds. `no-text`: the code gets none. `taken-back`: the official
 * files no longer say what the item was about.
 */
export const resolutions = {
  text: 'Text approved',
  keep: 'Text still holds',
  'no-text': 'No text planned',
  'taken-back': 'Change taken back',
} as const;
export type Resolution = keyof typeof resolutions;
