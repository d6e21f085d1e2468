/** An account form's outcome: where to go, or what to mend. */
export type FormAnswer = { ok: true; to: string } | { ok: false; message: string; field: string | null };

const noAnswer: FormAnswer = {
  ok: false,
  message: 'The account service does not answer right now. Nothing was changed; try again in a moment.',
  field: null,
};

/** Sends a form's fields as JSON. Never throws: every failure has words of its own. */
export async function sendForm(address: string, fields: Record<string, string>): Promise<FormAnswer> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(fields),
      signal: AbortSignal.timeout(20_000),
    });
    return readFormAnswer(await response.json());
  } catch {
    return noAnswer;
  }
}

/** Reads the gate's answer; anything unknown counts as no answer. */
export function readFormAnswer(json: unknown): FormAnswer {
  if (typeof json !== 'object' || json === null) return noAnswer;
  const { ok, return: to, message, field } = json as Record<string, unknown>;
  if (ok === true) return { ok, to: typeof to === 'string' && /^\/(?!\/)/.test(to) ? to : '/' };
  if (typeof message !== 'string') return noAnswer;
  return { ok: false, message, field: typeof field === 'string' ? field : null };
}

/** Where the reader's subscription stands; `day` is the one that the state speaks of. */
export interface Subscription {
  state: 'none' | 'trial' | 'renews' | 'ends' | 'overdue';
  day: string | null;
  /** Null where none are sold: this one was given. */
  action: 'start' | 'manage' | null;
}

export interface Account {
  email: string;
  name: string | null;
  emailVerified: boolean;
  /** Null where none are sold and none is held. */
  subscription: Subscription | null;
}

/** The reader's account; null when nobody is logged in, undefined when the gate gives no answer. */
export async function fetchAccount(): Promise<Account | null | undefined> {
  try {
    const response = await fetch('/api/account', { cache: 'no-store', signal: AbortSignal.timeout(10_000) });
    return readAccount(await response.json());
  } catch {
    return undefined;
  }
}

export function readAccount(json: unknown): Account | null | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { signedIn, email, name, emailVerified, subscription } = json as Record<string, unknown>;
  if (signedIn === false) return null;
  if (signedIn !== true || typeof email !== 'string') return undefined;
  return {
    email,
    name: typeof name === 'string' && name ? name : null,
    emailVerified: emailVerified === true,
    subscription: readSubscription(subscription),
  };
}

const states = ['none', 'trial', 'renews', 'ends', 'overdue'] as const;

function readSubscription(json: unknown): Subscription | null {
  if (typeof json !== 'object' || json === null) return null;
  const { state, day, action } = json as Record<string, unknown>;
  const known = states.find((one) => one === state);
  if (!known) return null;
  return {
    state: known,
    day: typeof day === 'string' ? day : null,
    action: action === 'manage' || action === 'start' ? action : null,
  };
}
