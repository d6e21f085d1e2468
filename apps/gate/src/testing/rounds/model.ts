import type { AccessPlan, RefusalReason } from '@plaincode/content-schemas';

/** What one identity did in one month. */
interface Month {
  /** Pages that cost a view, and when. */
  charged: Map<number, number>;
  /** Pages that are open: those, and what came over from a guest. */
  open: Set<number>;
}

interface Device {
  /** The guest that the device's cookie names, and the day of the cookie. */
  guest: { name: string; issued: number } | null;
  account: number | null;
}

/** What is expected of one request to open a page. */
export type Expected =
  | { outcome: 'granted'; charged: boolean }
  | { outcome: 'refused'; reason: RefusalReason };

const hour = 3_600_000;
const day = 24 * hour;

/** The plan in its own words, told of each action: it knows nothing of ledgers, cookies' bytes or sessions. */
export class Model {
  now: number;
  readonly devices: Device[] = [0, 1].map(() => ({ guest: null, account: null }));
  readonly accounts = new Map<number, { subscribedUntil: number }>();
  readonly #months = new Map<string, Month>();
  readonly #newGuests = new Map<string, number>();
  readonly #plan: AccessPlan;
  #guests = 0;

  constructor(plan: AccessPlan, start: Date) {
    this.#plan = plan;
    this.now = start.getTime();
  }

  get #monthName(): string {
    return new Date(this.now).toISOString().slice(0, 7);
  }

  get #today(): string {
    return new Date(this.now).toISOString().slice(0, 10);
  }

  get guestsLeftToday(): number {
    return this.#plan.newGuestsPerAddressAndDay - (this.#newGuests.get(this.#today) ?? 0);
  }

  /** Who a device is: its account, the guest of its cookie, or nobody yet (null). */
  identity(device: number): string | null {
    const { account, guest } = this.#device(device);
    if (account !== null) return `account ${account}`;
    return guest && this.#holds(guest) ? guest.name : null;
  }

  month(identity: string, name = this.#monthName): Month {
    const key = `${name} ${identity}`;
    const month = this.#months.get(key) ?? { charged: new Map(), open: new Set() };
    this.#months.set(key, month);
    return month;
  }

  /** Most views of an identity in a month, and most within an hour. */
  limits(identity: string | null): { views: number; hourly: number } {
    const { plans, subscriberViewsPerHour } = this.#plan;
    const unlimited = Number.POSITIVE_INFINITY;
    if (!identity?.startsWith('account')) return { views: plans.guest.views ?? unlimited, hourly: unlimited };
    return this.#subscribed(identity)
      ? { views: plans.subscriber.views ?? unlimited, hourly: subscriberViewsPerHour }
      : { views: plans.registered.views ?? unlimited, hourly: unlimited };
  }

  /** First views that an identity still has at this moment. */
  left(identity: string): number {
    const { charged } = this.month(identity);
    const { views, hourly } = this.limits(identity);
    const recent = [...charged.values()].filter((at) => at > this.now - hour).length;
    return Math.max(0, Math.min(views - charged.size, hourly - recent));
  }

  expect(device: number, page: number): Expected {
    const identity = this.identity(device);
    if (identity === null)
      return this.guestsLeftToday > 0
        ? { outcome: 'granted', charged: true }
        : { outcome: 'refused', reason: 'too-many-new-guests' };
    if (this.month(identity).open.has(page)) return { outcome: 'granted', charged: false };
    if (this.left(identity) > 0) return { outcome: 'granted', charged: true };
    return { outcome: 'refused', reason: this.#subscribed(identity) ? 'too-fast' : 'no-views-left' };
  }

  /** A page was granted at a price; `asNewGuest`: to a device that was nobody before. */
  charge(device: number, page: number, asNewGuest: boolean): void {
    const own = this.#device(device);
    if (asNewGuest) {
      own.guest = { name: `guest ${++this.#guests}`, issued: this.now };
      this.#newGuests.set(this.#today, (this.#newGuests.get(this.#today) ?? 0) + 1);
    } else if (own.account === null && own.guest) own.guest.issued = this.now;
    const identity = this.identity(device);
    if (identity === null) throw new Error('a view was charged to nobody');
    const { charged, open } = this.month(identity);
    if (charged.has(page)) throw new Error(`${identity} was charged twice for page ${page}`);
    charged.set(page, this.now);
    open.add(page);
    if (charged.size > this.limits(identity).views)
      throw new Error(`${identity} was granted more than the plan gives`);
  }

  enter(device: number, account: number): void {
    const own = this.#device(device);
    own.account = account;
    if (!own.guest || !this.#holds(own.guest)) return;
    for (const [key, month] of [...this.#months]) {
      if (key.slice(8) !== own.guest.name) continue;
      const mine = this.month(`account ${account}`, key.slice(0, 7));
      for (const page of month.open) mine.open.add(page);
    }
  }

  #device(device: number): Device {
    const found = this.devices[device];
    if (!found) throw new Error(`there is no device ${device}`);
    return found;
  }

  #subscribed(identity: string): boolean {
    const account = this.accounts.get(Number(identity.replace('account ', '')));
    return account !== undefined && account.subscribedUntil > this.now;
  }

  /** A guest's cookie holds for 400 days, counted from the start of the day that it was given. */
  #holds({ issued }: { issued: number }): boolean {
    return this.now - Math.floor(issued / day) * day <= 401 * day;
  }
}
