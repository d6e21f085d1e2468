import type { RefusalReason, SealedTier, ViewsState } from '@plaincode/content-schemas';
import { formatDay } from '../render/format-date.ts';
import type { PageFacts } from './page-facts.ts';

/**
 * What the one action of a lock does. `to-open` leads to the page's Open button, `to-terms` to its licence terms,
 * `to-account` to where subscriptions are bought, `to-opened` to the pages that are open to the reader.
 */
export type LockActionKind =
  | 'register'
  | 'open'
  | 'to-open'
  | 'accept'
  | 'to-terms'
  | 'to-account'
  | 'to-opened'
  | 'confirm'
  | 'retry'
  | 'reload';

export interface LockWords {
  title: string;
  text: string | null;
  action: { kind: LockActionKind; label: string } | null;
  /** No text will come as long as the reader stays who they are: no room is kept for it. */
  stays?: true;
}

const register = { kind: 'register', label: 'Create a free account to unlock this content' } as const;
const retry = { kind: 'retry', label: 'Try again' } as const;
const subscribe = { kind: 'to-account', label: 'Subscribe' } as const;
const toOpened = { kind: 'to-opened', label: 'Go to the pages you opened' } as const;
const reload = { kind: 'reload', label: 'Reload the page' } as const;

/**
 * Where a lock stands: whether the page offers to be opened, whether this lock holds the button, whether its text waits for
 * licence terms, and whether they stand here.
 */
export interface LockPlace {
  offered: boolean;
  button: boolean;
  waits: boolean;
  terms: boolean;
}

/**
 * The words of one lock. Null keeps what the page says by itself: while the gate is asked, and where nothing
 * better is known.
 */
export function lockWords(facts: PageFacts, tier: SealedTier, place: LockPlace): LockWords | null {
  const { gate, grant, views } = facts;
  if (facts.opening === 'needs-https')
    return closed(
      'This connection cannot open it',
      'Opening needs a secure connection: use the HTTPS address of this site.',
    );
  if (facts.opening === 'needs-newer-browser')
    return closed('This browser is too old to open it', 'Use a newer browser. No view was used.');
  if (gate === 'offline' || grant.state === 'offline')
    return {
      title: 'You are offline',
      text: 'It can be opened when you are connected again.',
      action: retry,
    };
  if (gate === 'unreachable' || grant.state === 'unreachable')
    return {
      title: 'The account service does not answer',
      text: 'No view was used. Try again in a moment.',
      action: retry,
    };
  if (grant.state === 'unopened')
    return {
      title: 'The text could not be opened',
      text: 'The page may be out of date. Opening it again costs no further view.',
      action: reload,
    };
  if (!views) return null;
  // A pressed Open button stays where it is until the answer comes, and with it the reader's focus.
  if (grant.state === 'asking')
    return tier === 'metered' && views.opening === 'on-arrival' && !place.waits
      ? closed('Opening this page', null)
      : null;
  if (grant.state === 'refused' && grant.reason !== 'accept-terms')
    return refusedWords(grant.reason, facts, views, tier);
  return planWords(facts, views, tier, place);
}

function planWords(
  facts: PageFacts,
  views: ViewsState,
  tier: SealedTier,
  place: LockPlace,
): LockWords | null {
  if (tier === 'subscriber' && views.plan !== 'subscriber') return subscribersOnly(views);
  const guest = views.plan === 'guest' ? guestWords(facts, views, tier) : null;
  if (guest) return guest;
  if (views.left === 0 && !views.pageOpened) return noViewsLeft(views);
  if (place.waits) return termsWords(facts, place);
  if (place.offered) return offerWords(views, place.button);
  return null;
}

function termsWords({ terms }: PageFacts, place: LockPlace): LockWords {
  if (!terms) return renewed;
  if (place.terms)
    return {
      title: 'Accept the licence terms to read this',
      text: 'The rights holder asks for it once. It takes no view.',
      action: { kind: 'accept', label: 'I accept' },
    };
  return {
    title: 'Opens once the licence terms are accepted',
    text: null,
    action: { kind: 'to-terms', label: 'Go to the terms' },
  };
}

function guestWords(facts: PageFacts, views: ViewsState, tier: SealedTier): LockWords | null {
  if (tier === 'registered') {
    const text =
      facts.grant.state === 'granted'
        ? 'A guest view does not include this section.'
        : 'This section opens with an account.';
    return { title: 'Register to view content', text, action: register };
  }
  if (!facts.cookies)
    return {
      title: 'Cookies are blocked',
      text: 'A guest view is remembered by a cookie. Allow cookies for this site and reload the page.',
      action: reload,
    };
  return views.left === 0 && !views.pageOpened ? guestWithoutViews(views) : null;
}

function guestWithoutViews(views: ViewsState): LockWords {
  const more =
    views.registeredViews === null ? '' : ` A free account opens ${views.registeredViews} more pages.`;
  return {
    title: 'Register to view content',
    text: `You have used your guest view.${more}`,
    action: register,
    stays: true,
  };
}

function offerWords(views: ViewsState, button: boolean): LockWords {
  if (!button)
    return {
      title: 'Opens with this page',
      text: 'It takes no view of its own.',
      action: { kind: 'to-open', label: 'Go to the Open button' },
    };
  const left = views.left ?? 0;
  const cost = left === 1 ? 'your last view' : `1 of your ${left} views`;
  return {
    title: 'This page takes one code page view',
    text: `Once open, it stays open to you until ${formatDay(views.periodEnds)}.`,
    action: { kind: 'open', label: `Open this page (${cost})` },
  };
}

function noViewsLeft(views: ViewsState): LockWords {
  const meanwhile = views.subscribable
    ? 'Subscribers read without a limit.'
    : 'Pages that you opened stay open until then.';
  return {
    title: 'You have no views left',
    text: `${views.limit ?? 0} new views start on ${formatDay(views.periodEnds)}. ${meanwhile}`,
    action: views.subscribable ? subscribe : toOpened,
    stays: true,
  };
}

const renewed: LockWords = {
  title: 'This page has been renewed',
  text: 'Reload it to read the current text. No view was used.',
  action: reload,
};

function refusedWords(
  reason: Exclude<RefusalReason, 'accept-terms'>,
  { confirmation }: PageFacts,
  views: ViewsState,
  tier: SealedTier,
): LockWords {
  if (reason === 'unknown-envelope') return renewed;
  if (tier === 'subscriber' && views.plan !== 'subscriber') return subscribersOnly(views);
  switch (reason) {
    case 'no-views-left':
      return views.plan === 'guest' ? guestWithoutViews(views) : noViewsLeft(views);
    case 'too-many-new-guests':
      return {
        title: 'Register to view content',
        text: 'Many guests have come from your network today, so guest views are used up. An account of your own is not affected.',
        action: register,
        stays: true,
      };
    case 'verify-email':
      return confirmWords(confirmation);
    case 'too-fast':
      return {
        title: 'Many pages in a short time',
        text: 'Wait a few minutes, then try again.',
        action: retry,
      };
    case 'nothing-to-open':
      return views.plan === 'guest'
        ? { title: 'Register to view content', text: null, action: register }
        : subscribersOnly(views);
  }
}

/** Whoever sees this registered before the site asked for it: the message of then holds no longer. */
function confirmWords(confirmation: PageFacts['confirmation']): LockWords {
  const title = 'Confirm your e-mail address';
  const send = { kind: 'confirm', label: 'Send the message' } as const;
  if (confirmation === 'sent')
    return {
      title,
      text: 'A message is on its way. Follow its link within an hour, then come back and reload this page.',
      action: reload,
    };
  if (confirmation === 'failed')
    return { title, text: 'The message could not be sent right now. Try again later.', action: send };
  return {
    title,
    text: 'Views open to confirmed addresses. Have a message sent to yours, follow its link, then reload this page. No view was used.',
    action: send,
  };
}

/** A guest needs an account before a subscription. */
function subscribersOnly(views: ViewsState): LockWords {
  const action = views.subscribable && views.plan === 'registered' ? subscribe : null;
  return {
    title: 'Subscribers view this content',
    text: 'It is part of a subscription.',
    action,
    stays: true,
  };
}

function closed(title: string, text: string | null): LockWords {
  return { title, text, action: null };
}
