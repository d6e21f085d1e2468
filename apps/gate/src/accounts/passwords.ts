import { hashPassword, verifyPassword } from 'better-auth/crypto';

export interface Passwords {
  hash(password: string): Promise<string>;
  verify(stored: { hash: string; password: string }): Promise<boolean>;
}

/** One hash takes 32 MB and a tenth of a second of a processor. */
const mostAtOnce = 2;

/** better-auth's scrypt, two at a time: a crowd that logs in waits its turn, and takes no more memory than two. */
export function createPasswords(): Passwords {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= mostAtOnce) await new Promise<void>((start) => waiting.push(start));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    hash: (password) => inTurn(() => hashPassword(password)),
    verify: (stored) => inTurn(() => verifyPassword(stored)),
  };
}
