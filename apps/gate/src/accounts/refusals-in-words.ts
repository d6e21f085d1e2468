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
    case 'INVALID_EMAIL_OR_PASSWORD':
      return wrongEmailOrPassword();
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
