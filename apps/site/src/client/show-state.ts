import { registerAddress } from '../render/lock.ts';
import { notPrintedWords } from '../render/not-printed.ts';
import { termsId } from '../render/terms.ts';
import type { BarPiece } from './bar-words.ts';
import type { ViewState } from './decide-view-state.ts';
import type { LockWords } from './lock-words.ts';

/** What the page's buttons do. */
export type Actions = Record<'open' | 'accept' | 'confirm' | 'retry' | 'reload', () => void>;

const openButtonId = 'open-page';

/** Writes the state into the page: the views bar and the words of each lock that stays. */
export function showState(state: ViewState, page: string, actions: Actions): void {
  const bar = document.querySelector('[data-views-text]');
  if (bar && state.bar.length > 0)
    bar.replaceChildren(...state.bar.map((piece) => barNode(piece, page, actions)));
  for (const [part, words] of state.locks) {
    const lock = document.querySelector<HTMLElement>(`[data-part="${part}"] [data-lock]`);
    if (lock) showLock(lock, words, page, actions);
  }
  setText(document.querySelector('[data-not-printed]'), notPrintedWords(lockedTitles()));
}

/** The headings of the sections that have a lock. */
const lockedTitles = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[data-part]:has([data-lock])')].flatMap(
    ({ dataset: { part = '' } }) => document.getElementById(part)?.textContent ?? [],
  );

function barNode({ text, action }: BarPiece, page: string, actions: Actions): Node {
  if (action === 'register') return link(text, registerAddress(page));
  if (action === 'reload') return button(text, actions.reload);
  return document.createTextNode(text);
}

function showLock(lock: HTMLElement, words: LockWords, page: string, actions: Actions): void {
  setText(lock.querySelector('[data-lock-title]'), words.title);
  setText(lock.querySelector('[data-lock-text]'), words.text);
  lock.querySelector('[data-terms]')?.toggleAttribute('hidden', words.action?.kind !== 'accept');
  lock.parentElement?.toggleAttribute('data-stays', words.stays === true);
  const old = lock.querySelector('[data-lock-action]');
  const next = actionNode(words.action, page, actions);
  // The same action stays as it is, and with it the reader's focus.
  if (old && old.textContent === next.textContent && old.tagName === next.tagName) return;
  next.className = next.tagName === 'BUTTON' ? 'button' : 'lock-action';
  next.dataset.lockAction = '';
  const focused = old !== null && old === document.activeElement;
  old?.replaceWith(next);
  if (focused) (next.hidden ? lock : next).focus();
}

function actionNode(action: LockWords['action'], page: string, actions: Actions): HTMLElement {
  if (!action) return Object.assign(document.createElement('span'), { hidden: true });
  const { kind, label } = action;
  if (kind === 'register') return link(label, registerAddress(page));
  if (kind === 'to-open') return link(label, `#${openButtonId}`);
  if (kind === 'to-terms') return link(label, `#${termsId}`);
  if (kind === 'to-account') return link(label, '/account/#subscription');
  if (kind === 'to-opened') return link(label, '/account/#history');
  const made = button(label, actions[kind]);
  if (kind === 'open') made.id = openButtonId;
  return made;
}

function setText(element: Element | null, text: string | null): void {
  if (!element) return;
  element.textContent = text ?? '';
  element.toggleAttribute('hidden', text === null);
}

function link(text: string, href: string): HTMLAnchorElement {
  return Object.assign(document.createElement('a'), { textContent: text, href });
}

function button(text: string, press: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: text });
  made.addEventListener('click', press);
  return made;
}
