import type { RefusalReason, ViewsState } from '@plaincode/content-schemas';
import { describe, expect, test } from 'vitest';
import { announcementOf, decideViewState } from './decide-view-state.ts';
import type { PageFacts } from './page-facts.ts';

const guest: ViewsState = {
  plan: 'guest',
  limit: 1,
  used: 0,
  left: 1,
  periodEnds: '2026-12-01T00:00:00Z',
  registeredViews: 5,
  pageOpened: false,
  opening: 'on-arrival',
  awaitingTerms: [],
  subscribable: false,
};
const registered: ViewsState = {
  ...guest,
  plan: 'registered',
  limit: 5,
  left: 5,
  registeredViews: null,
  opening: 'on-request',
};
const subscriber: ViewsState = {
  ...guest,
  plan: 'subscriber',
  limit: null,
  left: null,
  registeredViews: null,
};

const sealed: PageFacts['sealed'] = [
  { part: 'descriptor', tier: 'registered' },
  { part: 'explanation', tier: 'metered' },
  { part: 'guidelines', tier: 'registered' },
  { part: 'compliance', tier: 'subscriber' },
];

const facts = (news: Partial<PageFacts>): PageFacts => ({
  sealed,
  opening: 'possible',
  terms: null,
  cookies: true,
  gate: 'answered',
  views: guest,
  grant: { state: 'none' },
  confirmation: 'none',
  ...news,
});

const barOf = (news: Partial<PageFacts>) =>
  decideViewState(facts(news))
    .bar.map(({ text }) => text)
    .join('');
const locksOf = (news: Partial<PageFacts>) => Object.fromEntries(decideViewState(facts(news)).locks);
const asks = (news: Partial<PageFacts>) => decideViewState(facts(news)).ask;
const actionsOf = (news: Partial<PageFacts>) =>
  Object.values(locksOf(news)).map(({ action }) => action?.kind ?? null);

describe('a guest whose plan opens pages on request', () => {
  test('has one button, at the description', () => {
    const views = { ...guest, opening: 'on-request' } as const;
    expect(asks({ views })).toBe(false);
    const locks = locksOf({ views });
    expect(locks.explanation?.action?.kind).toBe('open');
    expect(locks.descriptor?.action?.kind).toBe('register');
    expect(locks.compliance?.action).toBeNull();
  });
});

describe('before the gate has answered', () => {
  test('the page keeps its own words and asks for nothing', () => {
    const state = decideViewState(facts({ gate: 'asking', views: null }));
    expect(state).toEqual({ ask: false, bar: [], locks: new Map() });
  });
});

describe('a guest', () => {
  test('with a view opens the page on arrival', () => {
    expect(asks({})).toBe(true);
    expect(barOf({})).toBe(
      '1 code page view remaining. Guest accounts are limited to 1 page view. Register free account to get 5 more views.',
    );
  });

  test('without a view is told so in the agreed words and asks for nothing', () => {
    const views = { ...guest, used: 1, left: 0 };
    expect(asks({ views })).toBe(false);
    expect(barOf({ views })).toBe(
      '0 code page views remaining. Guest accounts are limited to 1 page view. Register free account to get 5 more views.',
    );
    expect(locksOf({ views }).explanation).toEqual({
      title: 'Register to view content',
      text: 'You have used your guest view. A free account opens 5 more pages.',
      action: { kind: 'register', label: 'Create a free account to unlock this content' },
      stays: true,
    });
  });

  test('whose network has had its share is told so, and not that a view is left', () => {
    const grant = { state: 'refused', reason: 'too-many-new-guests' } as const;
    expect(barOf({ grant })).toBe(
      'The guest views of your network are used up for today. Register free account to get 5 views.',
    );
    expect(barOf({ grant, views: { ...guest, registeredViews: null } })).toBe(
      'The guest views of your network are used up for today.',
    );
  });

  test('reopens a page of this period without a view left', () => {
    expect(asks({ views: { ...guest, left: 0, pageOpened: true } })).toBe(true);
  });

  test('does not spend a view on a page that holds nothing for guests', () => {
    const only = [{ part: 'guidelines', tier: 'registered' }] as const;
    expect(asks({ sealed: only })).toBe(false);
    expect(locksOf({ sealed: only }).guidelines?.title).toBe('Register to view content');
  });

  test('keeps the sections of registered readers locked after opening, with words of their own', () => {
    const left = sealed.filter(({ part }) => part !== 'explanation');
    const locks = locksOf({
      sealed: left,
      grant: { state: 'granted' },
      views: { ...guest, left: 0, pageOpened: true },
    });
    expect(locks.guidelines).toMatchObject({
      title: 'Register to view content',
      text: 'A guest view does not include this section.',
      action: { kind: 'register' },
    });
    expect(locks.compliance).toMatchObject({ title: 'Subscribers view this content', action: null });
  });

  test('whose cookies are blocked is not charged for what would be forgotten', () => {
    expect(asks({ cookies: false })).toBe(false);
    expect(locksOf({ cookies: false }).explanation?.title).toBe('Cookies are blocked');
  });
});

describe('a registered reader', () => {
  test('with views gets one Open button, at the description', () => {
    expect(asks({ views: registered })).toBe(false);
    const locks = locksOf({ views: registered });
    expect(locks.explanation?.action).toEqual({ kind: 'open', label: 'Open this page (1 of your 5 views)' });
    expect(actionsOf({ views: registered })).toEqual(['to-open', 'open', 'to-open', null]);
    expect(barOf({ views: registered })).toBe(
      '5 code page views remaining. Your 5 views start again on December 1, 2026.',
    );
  });

  test('gets the button at the first lock of a page without a sealed description', () => {
    const only = sealed.filter(({ part }) => part !== 'explanation');
    expect(locksOf({ sealed: only, views: registered }).descriptor?.action?.kind).toBe('open');
  });

  test('hears that it is the last view', () => {
    const label = locksOf({ views: { ...registered, left: 1 } }).explanation?.action?.label;
    expect(label).toBe('Open this page (your last view)');
  });

  test('without views is told what comes next', () => {
    const views = { ...registered, left: 0, used: 5 };
    expect(asks({ views })).toBe(false);
    expect(locksOf({ views }).explanation).toEqual({
      title: 'You have no views left',
      text: '5 new views start on December 1, 2026. Pages that you opened stay open until then.',
      action: { kind: 'to-opened', label: 'Go to the pages you opened' },
      stays: true,
    });
    expect(locksOf({ views: { ...views, subscribable: true } }).explanation).toMatchObject({
      text: '5 new views start on December 1, 2026. Subscribers read without a limit.',
      action: { kind: 'to-account', label: 'Subscribe' },
      stays: true,
    });
  });

  test.each([
    [
      'refused',
      { grant: { state: 'refused', reason: 'no-views-left' } as const, views: { ...registered, left: 0 } },
    ],
    ['a guest', { views: { ...guest, left: 0 } }],
  ])('keeps no room for a text that will not come: %s', (_, facts) => {
    expect(locksOf(facts).explanation?.stays).toBe(true);
  });

  test('keeps the room for a text that may come', () => {
    for (const facts of [{ views: registered }, { gate: 'offline' as const, views: null }])
      expect(locksOf(facts).explanation?.stays).toBeUndefined();
  });

  test('sees an opened page again by itself', () => {
    expect(asks({ views: { ...registered, left: 0, pageOpened: true } })).toBe(true);
  });
});

describe('a subscriber', () => {
  test('opens every page on arrival', () => {
    expect(asks({ views: subscriber })).toBe(true);
    expect(barOf({ views: subscriber })).toBe('Your subscription opens every code page.');
  });
});

describe('when something is in the way', () => {
  test('a page asks once: not while it asks, nor after an answer', () => {
    for (const state of ['asking', 'granted', 'offline', 'unreachable', 'unopened'] as const)
      expect(asks({ grant: { state } })).toBe(false);
    expect(asks({ grant: { state: 'refused', reason: 'no-views-left' } })).toBe(false);
  });

  test('the Open button stays while its request is under way', () => {
    expect(locksOf({ views: registered, grant: { state: 'asking' } })).toEqual({});
  });

  test('offline and without a gate there is a way to try again', () => {
    expect(locksOf({ gate: 'offline', views: null }).explanation).toMatchObject({
      title: 'You are offline',
      action: { kind: 'retry' },
    });
    expect(locksOf({ gate: 'unreachable', views: null }).explanation?.action?.kind).toBe('retry');
    expect(barOf({ gate: 'unreachable', views: null })).toContain('does not answer');
    expect(barOf({ gate: 'offline', views: null })).toContain('offline');
  });

  test('an old browser is told so, and nothing is asked for', () => {
    expect(asks({ opening: 'needs-newer-browser' })).toBe(false);
    expect(barOf({ opening: 'needs-newer-browser' })).toContain('newer');
    expect(locksOf({ opening: 'needs-newer-browser' }).explanation?.title).toContain('too old');
  });

  test('without WebCrypto nothing is asked for and the reason is given', () => {
    expect(asks({ opening: 'needs-https' })).toBe(false);
    expect(barOf({ opening: 'needs-https' })).toContain('HTTPS');
    expect(actionsOf({ opening: 'needs-https' })).toEqual([null, null, null, null]);
  });

  test('a page from before a release asks to be reloaded', () => {
    const grant = { state: 'refused', reason: 'unknown-envelope' } as const;
    expect(barOf({ grant })).toBe('This page has been renewed since you opened it. Reload');
    expect(locksOf({ grant }).explanation?.action?.kind).toBe('reload');
  });

  test.each<RefusalReason>([
    'no-views-left',
    'too-many-new-guests',
    'verify-email',
    'too-fast',
    'unknown-envelope',
    'nothing-to-open',
  ])('the refusal "%s" has words at every lock', (reason) => {
    for (const views of [guest, registered, subscriber])
      expect(Object.keys(locksOf({ views, grant: { state: 'refused', reason } }))).toHaveLength(
        sealed.length,
      );
  });

  test('a page with nothing sealed only counts', () => {
    const state = decideViewState(facts({ sealed: [], views: registered }));
    expect(state.ask).toBe(false);
    expect(state.locks.size).toBe(0);
    expect(state.bar).toHaveLength(1);
  });
});

describe('licence terms that are not accepted yet', () => {
  const terms = { part: 'descriptor', hash: 'a'.repeat(64) };
  const views: ViewsState = { ...registered, awaitingTerms: ['registered'] };
  /** Beside the descriptor a section is the rights holder's; the other one of the tier is the publisher's own. */
  const [descriptor, ...others] = sealed.map((one) =>
    one.part === 'descriptor' ? { ...one, underTerms: true as const } : one,
  );
  if (!descriptor) throw new Error('there is no descriptor');
  const theirs = { part: 'modifiers', tier: 'registered', underTerms: true } as const;
  const held = [descriptor, ...others, theirs];
  const covered = [descriptor, theirs];
  const asked = { views, terms, sealed: held };

  test('stand at the descriptor with one button, and the other locks that they cover lead there', () => {
    const locks = locksOf(asked);
    expect(locks.descriptor).toEqual({
      title: 'Accept the licence terms to read this',
      text: 'The rights holder asks for it once. It takes no view.',
      action: { kind: 'accept', label: 'I accept' },
    });
    expect(locks.modifiers?.action?.kind).toBe('to-terms');
    expect(locks.explanation?.action?.kind).toBe('open');
  });

  test('are nothing to texts of their tier that they do not cover', () => {
    expect(locksOf(asked).guidelines?.action?.kind).toBe('to-open');
    const own = held.filter(({ part }) => part !== 'explanation');
    expect(locksOf({ ...asked, sealed: own }).guidelines?.action?.kind).toBe('open');
    expect(asks({ ...asked, sealed: own, views: { ...views, pageOpened: true } })).toBe(true);
    expect(asks({ ...asked, sealed: own, views: { ...views, opening: 'on-arrival' } })).toBe(true);
  });

  test('stay to be accepted when the rest of the page is open', () => {
    const opened = { ...views, pageOpened: true };
    const locks = locksOf({ views: opened, terms, sealed: covered, grant: { state: 'granted' } });
    expect(locks.descriptor?.action?.kind).toBe('accept');
    expect(locks.modifiers?.action?.kind).toBe('to-terms');
  });

  test('keep a page that holds nothing else from being asked for', () => {
    const opened = { ...views, pageOpened: true };
    expect(asks({ views: opened, terms, sealed: covered })).toBe(false);
    expect(actionsOf({ views, terms, sealed: covered })).toEqual(['accept', 'to-terms']);
    expect(asks({ views: { ...opened, awaitingTerms: [] }, terms, sealed: covered })).toBe(true);
  });

  test('are no way in for a guest, nor for a reader without a view', () => {
    expect(locksOf({ ...asked, views: { ...guest, awaitingTerms: ['registered'] } }).descriptor?.title).toBe(
      'Register to view content',
    );
    expect(locksOf({ ...asked, views: { ...views, left: 0, used: 5 } }).descriptor?.title).toBe(
      'You have no views left',
    );
  });

  test('stand where a guest’s view opened the rest, and not the words for guests without one', () => {
    const metered = [{ ...descriptor, tier: 'metered' as const }];
    const opened: ViewsState = { ...guest, used: 1, left: 0, pageOpened: true, awaitingTerms: ['metered'] };
    const grant = { state: 'granted' } as const;
    expect(locksOf({ views: opened, terms, sealed: metered, grant }).descriptor?.action?.kind).toBe('accept');
    const elsewhere = { ...opened, pageOpened: false };
    expect(locksOf({ views: elsewhere, terms, sealed: metered }).descriptor?.action?.kind).toBe('register');
  });

  test('stay where they stand while the rest of the page opens', () => {
    const views: ViewsState = { ...guest, awaitingTerms: ['metered'] };
    const both = [
      { part: 'descriptor', tier: 'metered', underTerms: true },
      { part: 'explanation', tier: 'metered' },
    ] as const;
    const locks = locksOf({ views, terms, sealed: both, grant: { state: 'asking' } });
    expect(locks.descriptor).toBeUndefined();
    expect(locks.explanation?.title).toBe('Opening this page');
  });

  test('that the page does not show, since it is older, ask for a reload at every lock of their tier', () => {
    const locks = locksOf({ views });
    expect(locks.descriptor?.action?.kind).toBe('reload');
    expect(locks.guidelines?.action?.kind).toBe('reload');
    expect(locks.explanation?.action?.kind).toBe('open');
  });
});

describe('an address that must be confirmed', () => {
  const grant = { state: 'refused', reason: 'verify-email' } as const;
  const lock = (confirmation: PageFacts['confirmation']) =>
    locksOf({ views: registered, grant, confirmation }).explanation;

  test('is told what to do, and has the message sent: the one of the registration holds no longer', () => {
    expect(lock('none')?.text).toContain('Have a message sent');
    expect(lock('none')?.action).toEqual({ kind: 'confirm', label: 'Send the message' });
    expect(lock('sent')).toMatchObject({
      text: expect.stringContaining('is on its way'),
      action: { kind: 'reload' },
    });
    expect(lock('failed')?.action?.kind).toBe('confirm');
  });
});

describe('where subscriptions are sold', () => {
  test('a reader with an account is led to them, a guest to an account first', () => {
    const views = { ...registered, subscribable: true };
    expect(locksOf({ views }).compliance?.action?.kind).toBe('to-account');
    expect(locksOf({ views: { ...views, left: 0, used: 5 } }).explanation?.action?.kind).toBe('to-account');
    expect(locksOf({ views: { ...guest, subscribable: true } }).compliance?.action).toBeNull();
  });
});

describe('what a screen reader hears', () => {
  const heard = (news: Partial<PageFacts>, pressed: boolean) => announcementOf(facts(news), pressed);

  test('nothing before an answer', () => {
    expect(heard({ grant: { state: 'none' } }, false)).toBeNull();
    expect(heard({ grant: { state: 'asking' } }, false)).toBeNull();
  });

  test('that the page is open and what is left', () => {
    const grant = { state: 'granted' } as const;
    expect(heard({ grant, sealed: [], views: { ...registered, left: 4 } }, true)).toBe(
      'This page is open now. You have 4 views left.',
    );
    expect(heard({ grant, sealed: [], views: subscriber }, false)).toBe(
      'The full text of this page is shown.',
    );
  });

  test('that parts of an opened page stay locked', () => {
    const grant = { state: 'granted' } as const;
    const one = { part: 'compliance', tier: 'subscriber' } as const;
    expect(heard({ grant, sealed: [one], views: { ...registered, left: 1 } }, true)).toBe(
      'This page is open now; 1 part stays locked. You have 1 view left.',
    );
    const two = [one, { part: 'guidelines', tier: 'registered' } as const];
    expect(heard({ grant, sealed: two, views: { ...guest, left: 0 } }, false)).toBe(
      'More of this page is shown now; 2 parts stay locked. You have 0 views left.',
    );
  });

  test('that it could not be opened', () => {
    expect(heard({ grant: { state: 'refused', reason: 'too-fast' } }, true)).toContain('could not be opened');
  });

  test('that trying again did not help', () => {
    expect(heard({ gate: 'offline' }, true)).toContain('still offline');
    expect(heard({ gate: 'unreachable' }, true)).toContain('still does not answer');
    expect(heard({ gate: 'unreachable' }, false)).toBeNull();
  });
});
