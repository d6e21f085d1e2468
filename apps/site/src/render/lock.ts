import type { SealedTier } from '@plaincode/content-schemas';
import type { LockWords } from '../client/lock-words.ts';
import { escapeHtml } from './escape-html.ts';

interface LockText {
  title: string;
  text: string | null;
  action: string | null;
}

/**
 * What a lock says before anyone knows the reader: true for every reader whose browser runs scripts, and free of
 * numbers, which belong to the access plan. The browser part replaces the words once it knows more.
 */
const lockTexts: Record<SealedTier, LockText> = {
  metered: {
    title: 'The full text takes one code page view',
    text: 'It opens here while you have a view left.',
    action: 'Create a free account to unlock this content',
  },
  registered: {
    title: 'Register to view content',
    text: 'This section opens with an account.',
    action: 'Create a free account to unlock this content',
  },
  subscriber: {
    title: 'Subscribers view this content',
    text: 'It is part of a subscription.',
    action: null,
  },
};

/** What it says in their place where scripts are off: nothing that a reader could do there would open it. */
const withoutScripts: Record<SealedTier, string> = {
  metered: 'The full text opens only where JavaScript is on',
  registered: 'Opens with an account, and only where JavaScript is on',
  subscriber: 'Opens with a subscription, and only where JavaScript is on',
};

/**
 * A lock: honest words and one action, in the place of the sealed text. `known` are the words for one reader, as a
 * preview has them; a release never gives any. `terms` is the HTML of terms to accept.
 */
export function renderLock(tier: SealedTier, path: string, known?: LockWords, terms = ''): string {
  const { title, text, action } = known ? wordsOf(known) : lockTexts[tier];
  const link = `<a class="lock-action" data-lock-action href="${escapeHtml(registerAddress(path))}"${action ? '' : ' hidden'}>${action ?? ''}</a>`;
  return (
    `<div class="lock" data-lock="${tier}" tabindex="-1"><p class="lock-title" data-lock-title>${title}</p>` +
    `<p class="lock-text" data-lock-text${text ? '' : ' hidden'}>${text ?? ''}</p>` +
    `${terms}${link}<noscript><p class="lock-title">${withoutScripts[tier]}</p></noscript></div>`
  );
}

function wordsOf({ title, text, action }: LockWords): LockText {
  return { title, text, action: action?.label ?? null };
}

/** Where to register, and the page to come back to. */
export function registerAddress(path: string): string {
  return `/register/?return=${encodeURIComponent(path)}`;
}
