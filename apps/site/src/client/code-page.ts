import { sendForm } from './account-requests.ts';
import { announcementOf, decideViewState } from './decide-view-state.ts';
import { acceptTerms, fetchViews, requestGrant } from './gate-requests.ts';
import { findEnvelopes, openEnvelopes } from './open-envelopes.ts';
import { keepMark, oneTabAtATime, onNewsOfTabs, readMark } from './other-tabs.ts';
import type { PageFacts } from './page-facts.ts';
import { findSealedParts, findTerms, placeParts } from './place-parts.ts';
import { rememberSignedIn, showRememberedLinks } from './reader-links.ts';
import { painted, reallyVisible } from './really-visible.ts';
import { showState } from './show-state.ts';

const page = document.querySelector<HTMLElement>('main')?.dataset.page ?? location.pathname;
const envelopes = findEnvelopes(document);

let facts: PageFacts = {
  // A part without its envelope cannot be opened by anyone: it keeps the words its page came with.
  sealed: findSealedParts(document).filter(({ tier }) =>
    envelopes.some((envelope) => envelope.tier === tier),
  ),
  opening: whatOpeningLacks(),
  cookies: navigator.cookieEnabled,
  gate: 'asking',
  views: null,
  grant: { state: 'none' },
  terms: findTerms(document),
  confirmation: 'none',
};

let looking = false;

const actions = {
  open: () => void openPage(true),
  accept: () => void accept(),
  confirm: () => void confirmAddress(),
  retry: () => void retry(),
  reload: () => location.reload(),
};

/** Takes in what is new and shows it. Returns whether the page should open by itself. */
function update(news: Partial<PageFacts>): boolean {
  facts = { ...facts, ...news };
  const state = decideViewState(facts);
  showState(state, page, actions);
  return state.ask;
}

async function refreshViews(news: Partial<PageFacts> = {}): Promise<boolean> {
  const answer = await fetchViews(page);
  if (typeof answer === 'string') return update({ ...news, gate: answer });
  rememberSignedIn(answer.plan !== 'guest');
  return update({ ...news, gate: 'answered', views: answer });
}

function whatOpeningLacks(): PageFacts['opening'] {
  if (!isSecureContext) return 'needs-https';
  return 'DecompressionStream' in window && globalThis.crypto?.subtle ? 'possible' : 'needs-newer-browser';
}

/** Asks for the keys once and opens what they fit. `pressed`: the reader asked for it, so focus may follow. */
async function openPage(pressed: boolean): Promise<void> {
  if (facts.grant.state === 'asking' || facts.grant.state === 'granted') return;
  update({ grant: { state: 'asking' } });
  const wanted = envelopes.map(({ tier, revision }) => ({ tier, revision }));
  const answer = await oneTabAtATime(() => requestGrant(page, wanted));
  if (typeof answer === 'string') update({ grant: { state: answer } });
  else if (answer.outcome === 'refused')
    update({ views: answer.views, grant: { state: 'refused', reason: answer.reason } });
  else {
    if (answer.charged) keepMark('views', String(Number(readMark('views')) + 1));
    await show(answer.keys, answer.views, pressed);
  }
  announce(pressed);
}

/** Accepts the page's licence terms, and opens with them what is open to the reader otherwise. */
async function accept(): Promise<void> {
  if (!facts.terms || facts.grant.state === 'asking') return;
  const answer = await acceptTerms(page, facts.terms.hash);
  if (typeof answer === 'string') return void update({ grant: { state: answer } });
  const { views } = answer;
  if (answer.outcome === 'accepted') {
    if (update({ views, grant: { state: 'none' } })) return openPage(true);
    return tell('The licence terms are accepted. They are not asked for again.');
  }
  const reason = answer.reason === 'unknown-terms' ? 'unknown-envelope' : answer.reason;
  update({ views, grant: { state: 'refused', reason } });
}

/** Has the message with the link that confirms the reader's address sent again. */
async function confirmAddress(): Promise<void> {
  if (facts.confirmation === 'asking') return;
  update({ confirmation: 'asking' });
  const { ok } = await sendForm('/api/account/verify/send', {});
  update({ confirmation: ok ? 'sent' : 'failed' });
  tell(ok ? 'A message with a link is on its way.' : 'The message could not be sent.');
}

async function show(
  keys: Parameters<typeof openEnvelopes>[1],
  views: PageFacts['views'],
  pressed: boolean,
): Promise<void> {
  try {
    const heading = placeParts(await openEnvelopes(envelopes, keys, page));
    update({ views, sealed: findSealedParts(document), grant: { state: 'granted' } });
    if (pressed) heading?.focus();
  } catch {
    update({ views, grant: { state: 'unopened' } });
  }
}

function announce(pressed: boolean): void {
  const words = announcementOf(facts, pressed);
  if (words) tell(words);
}

/** Tells a screen reader. */
function tell(words: string): void {
  const region = document.querySelector('[data-announcer]');
  if (region) region.textContent = words;
}

async function retry(): Promise<void> {
  update({ grant: { state: 'none' } });
  if (await refreshViews()) await openPage(true);
  else announce(true);
}

/**
 * What was true when the reader left this page may not be now: views were spent elsewhere, someone logged in or out, a
 * month began. A page that stands open to a reader of another kind begins again; one whose licence terms were accepted
 * elsewhere opens what waited for them.
 */
async function lookAgain(): Promise<void> {
  if (looking || facts.gate === 'asking' || facts.grant.state === 'asking') return;
  looking = true;
  const before = facts.views;
  const opened = facts.grant.state === 'granted';
  let ask = await refreshViews(opened ? {} : { grant: { state: 'none' } });
  looking = false;
  if (opened && facts.views?.plan !== before?.plan) return location.reload();
  if (opened && awaited(facts.views) < awaited(before)) ask = update({ grant: { state: 'none' } });
  if (ask && document.visibilityState === 'visible') await openPage(false);
}

const awaited = (views: PageFacts['views']): number => views?.awaitingTerms.length ?? 0;

async function begin(): Promise<void> {
  showRememberedLinks();
  update({});
  await reallyVisible();
  await painted();
  if (await refreshViews()) await openPage(false);
}

/** Shows how much of a code page its reader may read, opens it, and keeps it true. */
export function startCodePage(): void {
  addEventListener('pageshow', (event) => {
    if (event.persisted) void lookAgain();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void lookAgain();
  });
  onNewsOfTabs(() => {
    if (document.visibilityState === 'visible') void lookAgain();
  });
  addEventListener('online', () => {
    if (facts.gate === 'offline' || facts.grant.state === 'offline') void retry();
  });
  void begin();
}
