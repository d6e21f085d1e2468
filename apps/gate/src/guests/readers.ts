import type { KeyObject } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { ReaderAccount, ReaderAccounts } from '../accounts/reader-accounts.ts';
import type { Subscriptions } from '../accounts/subscriptions.ts';
import type { Asker } from '../metering/open-page.ts';
import { addressBlock, addressGroup, clientAddress } from './client-address.ts';
import type { GuestCookies } from './guest-cookie.ts';

/** A reader as a request shows them; `account` is null for guests. */
export interface IdentifiedReader extends Asker {
  account: ReaderAccount | null;
}

export interface Readers {
  identify(context: Context): Promise<IdentifiedReader>;
  /** The guest of a request, signed in or not. */
  guest(context: Context): string | null;
  /** What counts as the one address that a request came from: of IPv6 its /64, in which anyone has any number. */
  address(context: Context): string;
}

export interface ReaderParts {
  accounts: ReaderAccounts;
  subscriptions: Subscriptions;
  guestCookies: GuestCookies;
  /** For pseudonyms of addresses. */
  addressKey: KeyObject;
  trustedProxies: BlockList;
  clock: () => Date;
}

/** Tells who is asking: the session's account, else the guest of the cookie, else a new guest. */
export function createReaders(parts: ReaderParts): Readers {
  const { accounts, subscriptions, guestCookies, addressKey, trustedProxies, clock } = parts;

  function guest(context: Context): string | null {
    return guestCookies.read(context.req.header('cookie') ?? null, clock());
  }

  function address(context: Context): string {
    const bindings: Partial<HttpBindings> = context.env ?? {};
    const connection = bindings.incoming?.socket.remoteAddress;
    const forwardedFor = context.req.header('x-forwarded-for') ?? null;
    return addressBlock(clientAddress(connection, forwardedFor, trustedProxies));
  }

  async function identify(context: Context): Promise<IdentifiedReader> {
    const group = () => addressGroup(addressKey, address(context), clock());
    const account = await accounts.signedIn(context.req.raw.headers);
    if (!account)
      return { account: null, addressGroup: group, visitor: { kind: 'guest', id: guest(context) } };
    const { id, emailVerified } = account;
    const subscribed = await subscriptions.isActive(id, clock());
    return { account, addressGroup: group, visitor: { kind: 'account', id, emailVerified, subscribed } };
  }

  return { identify, guest, address };
}
