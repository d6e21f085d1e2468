import type { ReadableHeaders } from '../http/api-request.ts';
import type { Login, PasswordChange, Registration } from './account-form.ts';
import type { AddressChange } from './mailed-links.ts';
import type { ReaderSession } from './sessions.ts';

export interface ReaderAccount {
  id: string;
  email: string;
  name: string;
  emailVerified: boolean;
}

/** An account, with the Set-Cookie values of its new session. */
export interface Entry {
  account: ReaderAccount;
  cookies: string[];
}

export interface ReaderAccounts {
  /**
   * Makes an account, mails the link that confirms its address, and enters it. Throws an `AccountRefusal`. Where
   * addresses must be confirmed, nobody is entered, and an address that has an account gets the same answer, null, and
   * another mail: nobody but the mailbox's owner learns which.
   */
  register(registration: Registration, request: Headers): Promise<Entry | null>;
  /**
   * Throws the same `AccountRefusal` whether the e-mail address is unknown, the password wrong or, where addresses must be
   * confirmed, this one is not yet: whoever registered it learns no more from the log-in than from registering. With the
   * right password the link that confirms it is mailed again.
   */
  login(login: Login, request: Headers): Promise<Entry>;
  /** Ends the session of a request, and gives the Set-Cookie values that forget it. */
  logout(request: Headers): Promise<string[]>;
  /** The Set-Cookie values that forget a session which is no more. */
  forgetCookies(): string[];
  /** Whether there is an account of this id. */
  exists(id: string): Promise<boolean>;
  /** The account of an address; null where there is none. */
  ofEmail(email: string): Promise<ReaderAccount | null>;
  /** A text that changes with the account of an address and with its password; null where there is none. */
  passwordStamp(email: string): Promise<string | null>;
  /** Whose session a request carries. Changes nothing and renews nothing. */
  signedIn(request: ReadableHeaders): Promise<ReaderAccount | null>;
  /** Mails the link that confirms the address of the session's account. Throws an `AccountRefusal` after too many. */
  askToConfirm(account: ReaderAccount, request: Headers): Promise<void>;
  /** Whether such a link can still be used, as far as its token says. Uses nothing up, and asks after no account. */
  linkHolds(token: string): Promise<boolean>;
  /**
   * Takes the token of such a link, or of one that changes the address, and gives that change. Either way the address is
   * confirmed. Throws an `AccountRefusal`.
   */
  confirm(token: string, request: Headers): Promise<AddressChange | null>;
  /** Mails the link to choose a new password, where the address has an account. */
  askToReset(email: string): Promise<void>;
  /** Whether the link of such a mail can still be used. Uses nothing up. */
  resetHolds(token: string): Promise<boolean>;
  /**
   * Sets the password of the link's account, and ends its every session and other link. Whoever followed the link has the
   * mailbox: the address is confirmed. Throws an `AccountRefusal`.
   */
  reset(token: string, password: string): Promise<ReaderAccount>;
  /** Names the session's account anew; an empty name is none. */
  rename(name: string, request: Headers): Promise<void>;
  /**
   * Sets the password of the session's account, and ends its every session and mailed link. Gives the Set-Cookie values of
   * the session that the browser has instead. Throws an `AccountRefusal`.
   */
  changePassword(change: PasswordChange, request: Headers): Promise<string[]>;
  /** Mails a link to the new address, which takes effect with it. Throws an `AccountRefusal`. */
  askToChangeEmail(change: { email: string; password: string }, request: Headers): Promise<void>;
  /** The devices that are logged in to the session's account, the latest first. */
  sessions(request: Headers): Promise<ReaderSession[]>;
  /** Ends one of them; what is not the account's own is left alone. */
  endSession(id: string, request: Headers): Promise<void>;
  endOtherSessions(request: Headers): Promise<void>;
  /** Deletes the session's account, its password and its sessions. Throws an `AccountRefusal`. */
  remove(password: string, request: Headers): Promise<void>;
}
