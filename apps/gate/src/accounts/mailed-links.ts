import { createHmac } from 'node:crypto';
import type { AuthContext } from 'better-auth';
import { verifyJWT } from 'better-auth/crypto';
import { z } from 'zod';

/** What better-auth signs into the links that confirm an address, and into those that change it. */
const linkPayload = z.object({
  email: z.string(),
  updateTo: z.string().optional(),
  userId: z.string().optional(),
});

/** A change of address that a link stands for. */
export interface AddressChange {
  account: string;
  /** The address before it. */
  from: string;
  email: string;
}

export interface MailedLinks {
  /** Lets the link of a change hold, for these seconds. */
  keepChange(change: Omit<AddressChange, 'from'>, seconds: number): Promise<void>;
  /**
   * What the token of such a link is for: the change, or null for a link that confirms the address that an account has.
   * `'lost'` where this gate did not write it within the hour, or where its change was asked before the links were dropped.
   */
  read(token: string): Promise<AddressChange | null | 'lost'>;
  /** The account that a link to choose a new password is for; null where it holds no longer. */
  accountOfReset(token: string): Promise<string | null>;
  /** Whatever was mailed until now neither resets this account's password nor changes its address. */
  drop(account: string): Promise<void>;
}

interface Storage {
  adapter: Pick<AuthContext['adapter'], 'deleteMany'>;
  internalAdapter: Pick<AuthContext['internalAdapter'], 'createVerificationValue' | 'findVerificationValue'>;
}

/**
 * The links of accounts, beside what better-auth keeps of them: it would let every link of a mailbox hold for its hour,
 * also those that somebody else asked for before the password or the address changed.
 */
export function createMailedLinks(storage: Promise<Storage>, secret: string): MailedLinks {
  /** Names the change without the address: the row outlives a link that nobody follows. */
  const nameOf = ({ account, email }: Omit<AddressChange, 'from'>) =>
    `change-email:${createHmac('sha256', secret).update(`${account}|${email}`).digest('base64url')}`;

  async function held(identifier: string) {
    const { internalAdapter } = await storage;
    const row = await internalAdapter.findVerificationValue(identifier);
    return row && row.expiresAt > new Date() ? row : null;
  }

  return {
    async keepChange(change, seconds) {
      const { internalAdapter } = await storage;
      const expiresAt = new Date(Date.now() + seconds * 1000);
      await internalAdapter.createVerificationValue({
        identifier: nameOf(change),
        value: change.account,
        expiresAt,
      });
    },
    async read(token) {
      const { data } = linkPayload.safeParse(await verifyJWT(token, secret));
      if (!data) return 'lost';
      if (data.updateTo === undefined) return null;
      const change = { account: data.userId ?? '', from: data.email, email: data.updateTo };
      return (await held(nameOf(change))) ? change : 'lost';
    },
    async accountOfReset(token) {
      return (await held(`reset-password:${token}`))?.value ?? null;
    },
    async drop(account) {
      const { adapter } = await storage;
      await adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: account }] });
    },
  };
}
