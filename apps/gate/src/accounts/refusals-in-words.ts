import { APIError } from 'better-auth/api';
import { type AccountField, AccountRefusal } from './account-refusal.ts';

/** better-auth's refusals in the reader's words, a wrong password at its field; anything else goes on as it came. */
export function refusalOf(error: unknown, passwordField: AccountField = 'password'): unknown {
  if (!(error instanceof APIError)) return error;
  if (error.status === 'UNAUTHORIZED' && !error.body?.code) return notSignedIn();
  switch (error.body?.code) {
    // The session was ended while its request was on the way.
    case 'UNAUTHORIZED':
      return notSignedIn();
    case 'USER_ALREADY_EXISTS':
    case 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL':
      return emailTaken();
    case 'INVALID_PASSWORD':
      return new AccountRefusal(
        'wrong-email-or-password',
        'That is not the password of this account.',
        passwordField,
      );
    case 'INVALID_TOKEN':
    case 'TOKEN_EXPIRED':
    case 'USER_NOT_FOUND':
      return linkNoLongerHolds();
    default:
      return error;
  }
}

/** better-auth could not write the account: its address was taken at that moment, or the database failed. */
export const isNotMade = (error: unknown): boolean =>
  error instanceof APIError && error.body?.code === 'FAILED_TO_CREATE_USER';

/** No account has this address and this password. */
export const isWrongLogin = (error: unknown): boolean =>
  error instanceof APIError && error.body?.code === 'INVALID_EMAIL_OR_PASSWORD';

/** An account has both, and its address is to be confirmed first. */
export const isUnconfirmed = (error: unknown): boolean =>
  error instanceof APIError && error.body?.code === 'EMAIL_NOT_VERIFIED';

export function emailTaken(): AccountRefusal {
  return new AccountRefusal(
    'email-taken',
    'An account with this e-mail address exists already. Log in instead.',
    'email',
  );
}

export function linkNoLongerHolds(): AccountRefusal {
  return new AccountRefusal('link-no-longer-holds', 'This link no longer holds. Ask for a new one.');
}

export function notSignedIn(): AccountRefusal {
  return new AccountRefusal('not-signed-in', 'Log in first.');
}

export function wrongEmailOrPassword(): AccountRefusal {
  return new AccountRefusal(
    'wrong-email-or-password',
    'That e-mail address and password do not belong together.',
  );
}

/** The same for every cause, so that it names them all, and the ways out that are open to each. */
export function wrongOrUnconfirmed(): AccountRefusal {
  return new AccountRefusal(
    'wrong-email-or-password',
    'That e-mail address and password do not belong together, or the address is not confirmed yet. If you have registered, follow the link in the newest message to it, or choose a new password by mail.',
  );
}
