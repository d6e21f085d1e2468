import type { Role } from './permissions.ts';
import type { TextChange } from './text-diff.ts';

/** Why the workflow says no: a closed list. */
export const refusalMessages = {
  'not-signed-in': 'Sign in as one of the staff first.',
  'role-may-not': 'Your role may not do this.',
  'wrong-state': 'This is not possible in the state that the explanation is in.',
  'four-eyes':
    'You edited this text since its last approval, or wrote words of it whose approval ended. Somebody else has to approve it.',
  'changed-since-read': 'The text changed since you opened it. Read it again, then decide.',
  'official-changed':
    'The official row of the code changed since you opened the text, or since it was sent to review. Open it again, look at the row, then approve.',
  'not-ready': 'The explanation is not complete.',
  'note-missing': 'Say what should be changed.',
  'status-not-used': 'Explanations are approved through review, not published from here.',
  'content-with-action': 'Save the text first, then take this step.',
  'revision-missing':
    'Name the revision that the change was written on (its field "revision"), so that nobody else’s work is overwritten.',
  stale: 'This text was changed since you opened it. Nothing was saved over it.',
  superseded: 'A later edition has replaced this text. Write in the explanation of that edition.',
  'withdrawal-waits':
    'This text was withdrawn, and readers still have it. The next publish takes it off the site; write in it after that.',
  'approved-for-its-code':
    'This text was approved for its code and edition, which stay. Start a text for the other code or edition instead.',
  'not-in-family': 'This text is for no family, or the code is not below its code in this edition.',
  'code-set-unknown': 'The desk holds no such code set.',
  'code-unlike': 'Write the code alone: its letters and digits.',
  'edition-unlike': 'Write an edition as the desk names it, such as hcpcs-2025-10-01.',
  'edition-not-held': 'This edition of the code set is not held.',
  'nothing-to-merge': 'There is nothing, or something else, to merge by now. Look again.',
  'edition-shown': 'Readers see this edition already, or a later one.',
  'edition-moved-on':
    'Readers came to another edition of its code set since. Take back the release that switched it first.',
  'edition-not-shown': 'Readers do not see this edition yet.',
  'withdrawn-since':
    'The text that readers had of this code, or the one that this was begun from, was withdrawn since this one was approved. Open it again and have it approved once more, so that somebody reads it first.',
  'nothing-to-publish': 'Readers see this text already, or it is not approved.',
  'no-time': 'Say when it goes out, as a date and time to come.',
  'release-state': 'This is not possible in the state that the release is in.',
  'release-given-up': 'The release was given up before its turn came.',
  'release-blocked': 'The release cannot go out yet.',
  'never-deleted': 'Nothing is deleted at this desk. A text is withdrawn, an account is switched off.',
  'duplicate-explanation': 'There is already an explanation for this code and edition.',
  'own-change': 'You proposed this change. Somebody else has to approve it.',
  'own-password':
    'You set the password of this account last, so you could sign in with it. Somebody else has to approve the change.',
  'nothing-pending': 'No change waits here for a second person.',
  'change-pending': 'Another change waits here for a second person. Approve or decline it first.',
  'change-moved': 'The change that waits here is not the one that you saw, or its setting changed since.',
  'duplicate-notice': 'There is already a notice of this rights holder for this edition and use.',
  'notice-for-nothing':
    'This names neither a code set nor an edition. Write a code set, or an edition as its code set and the day from which it is in effect, such as hcpcs-2027-01-01.',
  'notice-unfit': 'Texts cannot be moved to this notice.',
  'unsupported-text': 'The text holds something that a page cannot show.',
  'update-unknown': 'No update of this edition is open here. An edition opens one when it is imported.',
  'item-unknown': 'There is no such item on the list of this update.',
  'item-wrong-state': 'This is not possible in the state that the item is in.',
  'item-taken': 'Somebody else was quicker with this item. Look again.',
  'item-own-proposal': 'You proposed that the text still holds. Somebody else has to confirm it.',
  'item-own-text':
    'You edited this text since its last approval, or wrote words of it whose approval ended. Somebody else has to confirm that it still holds.',
  'item-without-text': 'Readers have no text for this code, so there is none that could still hold.',
  'item-has-text': 'There is a text for this code already: say that it still holds, or write it anew.',
  'item-not-alike': 'Only one and the same mechanical change can be confirmed for many codes at once.',
  'item-preview-old': 'What you saw is no longer what stands there. Look at the change again, then confirm.',
  'report-unknown': 'There is no such report.',
  'report-state': 'This is not possible in the state that the report is in.',
  'report-no-code':
    'The page is no code’s, so there is no text to mend. Decline the report and say what was done.',
  'report-why': 'Say in the note why the report is declined.',
  'item-unfit-person': 'The work cannot be given to this person.',
  'comment-by-the-desk': 'Comments are written beside the text, by the person whose name they carry.',
  'comment-unknown': 'There is no such comment.',
  'comment-empty': 'Write what you want to say.',
  'comment-of-another': 'These are the words of somebody else.',
  'comment-state': 'This is not possible any more: somebody settled it meanwhile. Look again.',
  'mention-unknown': 'Somebody who is mentioned does not work here.',
  'mail-unknown': 'There is no such mail.',
  'mail-state': 'Only a mail that failed can be sent again.',
  'why-missing': 'Say in a word why.',
  'passage-gone': 'The text does not say this any more. Look at it again.',
  'passage-unclear': 'The text says this in several places by now. Change it by hand.',
  'passage-across':
    'Other words can be suggested for a passage within one paragraph, and without lines of their own.',
  'view-of-others':
    'Others may change this view too, so with whom it is shared stays as it is. Keep a view of your own beside it.',
  'suggestion-own': 'You made this suggestion. Somebody else accepts it, or you write in the text yourself.',
} as const;

export type RefusalCode = keyof typeof refusalMessages;

/** An expected refusal as a value; `details` says more where there is more to say. */
export type Refusal = { code: RefusalCode; details: string[]; conflict?: Conflict };

/** Who saved before, and what that changed in the text that the refused writer had read. */
export type Conflict = { by: string; at: string; revision: number; diff: TextChange[] };

export function refusal(code: RefusalCode, details: string[] = [], conflict?: Conflict): Refusal {
  return { code, details, ...(conflict ? { conflict } : {}) };
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
