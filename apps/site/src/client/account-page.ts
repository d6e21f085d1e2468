import type { ViewsState } from '@plaincode/content-schemas';
import { formatDay } from '../render/format-date.ts';
import { accountChanged } from './account-forms.ts';
import { type Account, fetchAccount, type Subscription, sendForm } from './account-requests.ts';
import { fetchViews } from './gate-requests.ts';
import { onNewsOfTabs } from './other-tabs.ts';
import { showOwnData } from './own-data.ts';
import { rememberSignedIn } from './reader-links.ts';
import { subscriptionWords } from './subscription-words.ts';

const plans: Record<ViewsState['plan'], string> = {
  guest: 'Guest',
  registered: 'Free account',
  subscriber: 'Subscription',
};

void show();
document.addEventListener(accountChanged, () => void show());
// Another tab may have opened a page or logged out; from the back/forward cache, this page may be another reader's.
onNewsOfTabs(() => void show());
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

const logout = document.querySelector<HTMLFormElement>('[data-account-logout]');
logout?.addEventListener('submit', (event) => {
  event.preventDefault();
  void sendForm(logout.action, { return: '/' }).then((answer) => {
    if (!answer.ok) return setText('[data-account-state]', answer.message);
    rememberSignedIn(false);
    location.assign(answer.to);
  });
});

async function show(): Promise<void> {
  const account = await fetchAccount();
  if (account === undefined)
    return setText(
      '[data-account-state]',
      'The account service does not answer right now. Try again in a moment.',
    );
  rememberSignedIn(account !== null);
  if (account === null) return showSignedOut();
  const views = await fetchViews('/account/');
  showAccount(account, typeof views === 'string' ? null : views);
}

function showSignedOut(): void {
  setText('[data-account-state]', 'You are not logged in.');
  hide('[data-account-facts]', true);
  hide('[data-account-own]', true);
  hide('[data-account-login]', false);
  if (logout) logout.hidden = true;
  focusWhatStays();
}

/** A reader who stood in a part that is no longer shown stands where the page says why. */
function focusWhatStays(): void {
  const state = document.querySelector<HTMLElement>('[data-account-state]');
  if (!state || document.activeElement?.checkVisibility()) return;
  state.tabIndex = -1;
  state.focus();
}

function showAccount(account: Account, views: ViewsState | null): void {
  setText('[data-account-state]', 'You are logged in.');
  setText(
    '[data-account-email]',
    account.emailVerified ? account.email : `${account.email} (not confirmed yet)`,
  );
  hide('[data-own-confirm]', account.emailVerified);
  hide('[data-account-own]', false);
  void showOwnData();
  if (account.subscription) showSubscription(account.subscription);
  hide('[data-own-subscription]', account.subscription === null);
  setText('[data-account-name]', account.name ?? '–');
  fillName(account.name ?? '');
  setText('[data-account-plan]', views ? plans[views.plan] : 'Not known right now');
  setText('[data-account-views]', views ? viewsWords(views) : 'Not known right now');
}

/** The field begins with the name that is held: sent untouched, it changes nothing. What is being typed stays. */
function fillName(name: string): void {
  const field = document.querySelector<HTMLInputElement>('#new-name');
  if (!field) return;
  const isUntouched = field.value === field.defaultValue;
  field.defaultValue = name;
  if (isUntouched) field.value = name;
}

/** Stripe's news of a payment can come a little after the reader does. */
const confirming = { every: 3_000, times: 20 };
let asked = 0;

function showSubscription(subscription: Subscription): void {
  const waits = subscription.state === 'none' && new URLSearchParams(location.search).has('subscribed');
  const late = waits && asked >= confirming.times;
  const words = late
    ? 'Your payment is not confirmed yet. Reload this page in a few minutes; you need not pay again.'
    : 'Your payment is being confirmed. This takes a moment.';
  setText('[data-subscription-words]', waits ? words : subscriptionWords(subscription));
  hide('[data-subscription-start]', waits || subscription.action !== 'start');
  hide('[data-subscription-manage]', subscription.action !== 'manage');
  hide('[data-subscription-seller]', subscription.action === null);
  if (!waits || late) return;
  asked += 1;
  setTimeout(() => void show(), confirming.every);
}

function viewsWords(views: ViewsState): string {
  if (views.left === null || views.limit === null) return 'Without limit';
  return `${views.left} of ${views.limit} left; they start again on ${formatDay(views.periodEnds)}`;
}

function setText(selector: string, text: string): void {
  const element = document.querySelector(selector);
  // The same words again are no news to a screen reader.
  if (element && element.textContent !== text) element.textContent = text;
}

function hide(selector: string, hidden: boolean): void {
  document.querySelector(selector)?.toggleAttribute('hidden', hidden);
}
