import { type AccessPlan, defaultAccessPlan, grantAnswer, viewsState } from '@plaincode/content-schemas';
import { accountId } from '../account-id.ts';
import { madeEnvelope, madePage, writeMadeRelease } from '../made-release.ts';
import { madeSubscription } from '../made-subscription.ts';
import { Browser, type MadeGate, makeGate } from '../running-gate.ts';
import { type Action, type Opening, pagesInRounds } from './actions.ts';
import { type Expected, Model } from './model.ts';

/** Small limits, so that short rounds reach them. */
export const planOfRounds: AccessPlan = {
  ...defaultAccessPlan,
  newGuestsPerAddressAndDay: 3,
  subscriberViewsPerHour: 4,
};

const pathOf = (page: number) => `/made/${page}/`;
const start = new Date('2026-01-29T23:00:00Z');
const step = 2 * 60_000;

/** A whole gate for rounds, all of it real but the hashing of passwords, which is slow by design. */
export async function makeGateForRounds(): Promise<MadeGate> {
  const gate = await makeGate({
    passwords: {
      hash: async (password) => `plain ${password}`,
      verify: async ({ hash, password }) => hash === `plain ${password}`,
    },
  });
  const pages = Array.from({ length: pagesInRounds }, (_, page) => page);
  writeMadeRelease(
    gate.store,
    Object.fromEntries(pages.map((page) => [pathOf(page), madePage(pathOf(page), 'metered')])),
    { plan: planOfRounds },
  );
  return gate;
}

/** Plays one round against a gate and the model side by side. Throws at the first answer that differs. */
export async function playRound(gate: MadeGate, round: number, actions: readonly Action[]): Promise<void> {
  const played = new Round(gate, round);
  for (const action of actions) await played.play(action);
}

class Round {
  readonly #gate: MadeGate;
  readonly #model = new Model(planOfRounds, start);
  readonly #browsers: Browser[];
  readonly #round: number;

  constructor(gate: MadeGate, round: number) {
    this.#gate = gate;
    this.#round = round;
    // Every round has an address of its own, as the gate's tests have it from Node's own server.
    const remoteAddress = `10.${(round >> 16) & 255}.${(round >> 8) & 255}.${round & 255}`;
    const bindings = { incoming: { socket: { remoteAddress } } };
    this.#browsers = [0, 1].map(
      () => new Browser((path, init) => gate.app.request(path, init, bindings), gate.origin),
    );
    gate.clock.now = start;
  }

  async play(action: Action): Promise<void> {
    const model = this.#model;
    switch (action.do) {
      case 'open':
        return this.#openOne(action.opening);
      case 'open-at-once':
        return this.#openAtOnce(action.openings);
      case 'look':
        return this.#look(action.opening);
      case 'register':
        return this.#register(action.device, action.account);
      case 'log-in':
        return this.#logIn(action.device, action.account);
      case 'log-out':
        equal((await this.#browser(action.device).post('/api/account/logout', {})).status, 200, 'log-out');
        this.#device(action.device).account = null;
        return;
      case 'clear-cookies':
        this.#browser(action.device).cookies.clear();
        Object.assign(this.#device(action.device), { guest: null, account: null });
        return;
      case 'subscribe':
        return this.#subscribe(action.account, action.days);
      case 'next-day':
        return this.#goTo(model.now + 86_400_000);
      case 'next-month': {
        const now = new Date(model.now);
        return this.#goTo(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
      }
    }
  }

  async #openOne({ device, page }: Opening): Promise<void> {
    const expected = this.#model.expect(device, page);
    const asNewGuest = this.#model.identity(device) === null;
    const answer = await this.#ask({ device, page });
    equal(answer.outcome, expected.outcome, `page ${page} on device ${device}`);
    if (answer.outcome === 'refused') return equal(answer.reason, reasonOf(expected), 'the reason');
    equal(answer.charged, expected.outcome === 'granted' && expected.charged, 'whether it cost a view');
    if (answer.charged) this.#model.charge(device, page, asNewGuest);
    const identity = this.#model.identity(device) ?? '';
    equal(answer.views.used, this.#model.month(identity).charged.size, 'views used');
    this.#pass();
  }

  /** Requests at the same moment: which of them are granted is open, how many is not. */
  async #openAtOnce(openings: readonly Opening[]): Promise<void> {
    const model = this.#model;
    const asked = openings.map((opening) => ({ ...opening, identity: model.identity(opening.device) }));
    const strangers = asked.filter(({ identity }) => identity === null).length;
    const most = new Map<string | null, number>([[null, Math.min(strangers, model.guestsLeftToday)]]);
    for (const { identity } of asked) {
      if (identity === null) continue;
      const { open } = model.month(identity);
      const mine = asked.filter((other) => other.identity === identity && !open.has(other.page));
      most.set(identity, Math.min(model.left(identity), new Set(mine.map(({ page }) => page)).size));
    }
    const arrived: Opening[] = [];
    const answers = await Promise.all(openings.map((opening) => this.#ask(opening, arrived)));
    const charged = new Map<string | null, number>();
    // In the order in which the browser took the answers: the last one's cookie is the one it keeps.
    for (const opening of arrived) {
      const index = openings.indexOf(opening);
      const [answer, { device, page, identity } = fail('an answer to nothing')] = [
        answers[index],
        asked[index],
      ];
      if (answer?.outcome !== 'granted' || !answer.charged) continue;
      charged.set(identity, (charged.get(identity) ?? 0) + 1);
      model.charge(device, page, identity === null);
    }
    for (const [identity, number] of most)
      equal(charged.get(identity) ?? 0, number, `views of ${identity ?? 'new guests'} at once`);
    for (const [index, { page, identity }] of asked.entries())
      if (identity !== null)
        equal(answers[index]?.outcome === 'granted', model.month(identity).open.has(page), `page ${page}`);
    this.#pass();
  }

  async #look({ device, page }: Opening): Promise<void> {
    const identity = this.#model.identity(device);
    const response = await this.#browser(device).get(`/api/views?page=${pathOf(page)}`);
    const views = viewsState.parse(await response.json());
    const month = identity === null ? null : this.#model.month(identity);
    equal(views.used, month?.charged.size ?? 0, 'views used');
    equal(views.pageOpened, month?.open.has(page) ?? false, 'whether the page is open');
  }

  async #register(device: number, account: number): Promise<void> {
    const browser = this.#browser(device);
    const answer = await browser.post('/api/account/register', this.#credentials(account));
    const isNew = !this.#model.accounts.has(account);
    equal(answer.status, isNew ? 200 : 409, 'register');
    if (!isNew) return;
    this.#model.accounts.set(account, { subscribedUntil: 0 });
    this.#model.enter(device, account);
  }

  async #logIn(device: number, account: number): Promise<void> {
    const answer = await this.#browser(device).post('/api/account/login', this.#credentials(account));
    const known = this.#model.accounts.has(account);
    equal(answer.status, known ? 200 : 401, 'log-in');
    if (known) this.#model.enter(device, account);
    this.#pass();
  }

  async #subscribe(account: number, days: number): Promise<void> {
    const known = this.#model.accounts.get(account);
    if (!known) return;
    known.subscribedUntil = this.#model.now + days * 86_400_000;
    const { subscriptions } = this.#gate.storage;
    const id = accountId(this.#gate, this.#credentials(account).email);
    const ends = new Date(known.subscribedUntil);
    await subscriptions.put(madeSubscription(id, { ends }), new Date(this.#model.now));
  }

  async #ask(opening: Opening, arrived: Opening[] = []) {
    const { device, page } = opening;
    const envelopes = [madeEnvelope('metered', pathOf(page))];
    const response = await this.#browser(device).post('/api/grants', { page: pathOf(page), envelopes });
    arrived.push(opening);
    return grantAnswer.parse(await response.json());
  }

  #credentials(account: number) {
    return { email: `round-${this.#round}-${account}@example.org`, password: 'long enough to pass' };
  }

  /** Things take a while: ten log-ins in a quarter of an hour are what one e-mail address has. */
  #pass(): void {
    this.#goTo(this.#model.now + step);
  }

  #goTo(time: number): void {
    this.#model.now = time;
    this.#gate.clock.now = new Date(time);
  }

  #browser(device: number): Browser {
    return this.#browsers[device] ?? fail(`there is no device ${device}`);
  }

  #device(device: number) {
    return this.#model.devices[device] ?? fail(`there is no device ${device}`);
  }
}

const reasonOf = (expected: Expected) => (expected.outcome === 'refused' ? expected.reason : null);

function equal<T>(actual: T, expected: T, what: string): void {
  if (actual !== expected) fail(`${what}: the gate says ${String(actual)}, the model ${String(expected)}`);
}

function fail(message: string): never {
  throw new Error(message);
}
