import { pbkdf2 } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  AuthenticationError,
  type Endpoint,
  Forbidden,
  LockedAuth,
  type PayloadRequest,
  type SanitizedConfig,
} from 'payload';

/** Longer than a refusal works, so that how long it worked does not show; and whoever guesses waits. */
const leastMilliseconds = 1_000;

/**
 * The log-in is refused in the same words and after the same time to whoever is unknown, writes a wrong password, is locked
 * out or was switched off: nobody learns by trying whether an address has an account here.
 */
export function evenRefusals({ collections }: SanitizedConfig): void {
  for (const collection of collections)
    if (collection.auth && collection.endpoints)
      collection.endpoints = collection.endpoints.map((one) => (one.path === '/login' ? even(one) : one));
}

function even(login: Endpoint): Endpoint {
  return {
    ...login,
    handler: async (req) => {
      const least = wait(leastMilliseconds);
      try {
        return await login.handler(req);
      } catch (error) {
        if (!refusals.some((kind) => error instanceof kind)) throw error;
        if (error instanceof LockedAuth || !(await isKnown(req))) await hashInVain();
        await least;
        throw new AuthenticationError(req.t);
      }
    },
  };
}

const refusals = [AuthenticationError, LockedAuth, Forbidden];

async function isKnown({ payload, data }: PayloadRequest): Promise<boolean> {
  const email = String(data?.email).toLowerCase().trim();
  const { totalDocs } = await payload.count({ collection: 'staff', where: { email: { equals: email } } });
  return totalDocs > 0;
}

const hash = promisify(pbkdf2);

/** The work that Payload puts into a password that it compares: its parameters of `pbkdf2-sha256-v1`. */
async function hashInVain(): Promise<void> {
  await hash('', 'a salt as long as those of passwords', 600_000, 32, 'sha256');
}
