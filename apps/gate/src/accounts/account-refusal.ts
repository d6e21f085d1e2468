export type AccountRefusalCode =
  | 'invalid-input'
  | 'email-taken'
  | 'wrong-email-or-password'
  | 'too-many-attempts'
  | 'foreign-origin'
  | 'too-large'
  | 'wrong-media-type'
  | 'not-signed-in'
  | 'subscription-runs'
  | 'no-subscription'
  | 'payments-away'
  | 'link-no-longer-holds';

/** `current`: the password that an account has, where a form takes a new one beside it. */
export type AccountField = 'name' | 'email' | 'password' | 'current';

const statuses: Record<AccountRefusalCode, number> = {
  'invalid-input': 400,
  'email-taken': 409,
  'wrong-email-or-password': 401,
  'too-many-attempts': 429,
  'foreign-origin': 403,
  'too-large': 413,
  'wrong-media-type': 415,
  'not-signed-in': 401,
  'subscription-runs': 409,
  'no-subscription': 409,
  'payments-away': 503,
  'link-no-longer-holds': 410,
};

/** Something about an account that the gate will not do, in words for the reader. */
export class AccountRefusal extends Error {
  override name = 'AccountRefusal';
  readonly code: AccountRefusalCode;
  readonly field: AccountField | undefined;

  constructor(code: AccountRefusalCode, message: string, field?: AccountField) {
    super(message);
    this.code = code;
    this.field = field;
  }

  get status(): number {
    return statuses[this.code];
  }
}
