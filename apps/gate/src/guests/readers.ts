import type { KeyObject } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { ReaderAccount, ReaderAccounts } from '../accounts/reader-account.ts';
import type { Subscriptions } from '../accounts/subscriptions.ts';
import type { Sender } from '../http/api-request.ts';
import type { Asker } from '../metering/open-page.ts';
import { addressBlock, addressGroup, clientAddress } from './client-address.ts';
import type { GuestCookies } from './guest-cookie.ts';

/** A reader as a request shows them; `account` is null for guests. */
export interface IdentifiedReader extends Asker {
  account: ReaderAccount | null;
}

export interface Readers {
  identify(sender: Sender): Promise<IdentifiedReader>;
  /** The guest of a request, signed in or not. */
  guest(sender: Sender): string | null;
  /** What counts as the one address that a request came from: of IPv6 its /64, in which anyone has any number. */
  address(sender: Sender): string;
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

  function guest({ headers }: Sender): string | null {
    return guestCookies.read(headers.get('cookie'), clock());
  }

  function address({ headers, connection }: Sender): string {
    return addressBlock(clientAddress(connection(), headers.get('x-forwarded-for'), trustedProxies));
  }

  async function identify(sender: Sender): Promise<IdentifiedReader> {
    const group = () => addressGroup(addressKey, address(sender), clock());
    const account = await accounts.signedIn(sender.headers);
    if (!account)
      return { account: null, addressGroup: group, visitor: { kind: 'guest', id: guest(sender) } };
    const { id, emailVerified } = account;
    const subscribed = await subscriptions.isActive(id, clock());
    return { account, addressGroup: group, visitor: { kind: 'account', id, emailVerified, subscribed } };
  }

  return { identify, guest, address };
}
