import type { SealedTier, ViewsState } from '@plaincode/content-schemas';
import { type BarPiece, barWords } from './bar-words.ts';
import { type LockWords, lockWords } from './lock-words.ts';
import type { PageFacts, SealedPart } from './page-facts.ts';

export interface ViewState {
  /** The page should ask for keys now, by itself. */
  ask: boolean;
  bar: readonly BarPiece[];
  /** New words for the locks that stay, by part; a part that is missing keeps what its page says. */
  locks: ReadonlyMap<string, LockWords>;
}

/** The tiers each kind of reader can hope for: asking for others would only be refused. */
const readable: Record<ViewsState['plan'], readonly SealedTier[]> = {
  guest: ['metered'],
  registered: ['metered', 'registered'],
  subscriber: ['metered', 'registered', 'subscriber'],
};

/**
 * What the page does and says next. Pure: the same facts give the same words, so every state is tested
 * without a browser. The gate decides again on its own; this only spares requests that it would refuse.
 */
export function decideViewState(facts: PageFacts): ViewState {
  const opens = opensOf(facts);
  const button = opens === 'button' ? openButtonPlace(facts) : null;
  return {
    ask: opens === 'now',
    bar: barWords(facts),
    locks: new Map(
      facts.sealed.flatMap((sealed) => {
        const { part, tier } = sealed;
        const words = lockWords(facts, tier, {
          offered: opens === 'button',
          button: part === button,
          waits: waitsForTerms(facts, sealed),
          terms: part === facts.terms?.part,
        });
        return words ? [[part, words] as const] : [];
      }),
    ),
  };
}

/** Whether a part waits for licence terms. A page that shows none is from before them: then all of their tier waits. */
function waitsForTerms({ views, terms }: PageFacts, { tier, underTerms }: SealedPart): boolean {
  const asked = views?.awaitingTerms.includes(tier) ?? false;
  return asked && (underTerms === true || terms === null);
}

/** Whether the page opens now, by a button, or not at all as things stand. */
function opensOf(facts: PageFacts): 'now' | 'button' | 'no' {
  const { views, opening, grant } = facts;
  if (!views || opening !== 'possible' || grant.state !== 'none') return 'no';
  const tiers = readable[views.plan];
  const waits = (part: SealedPart) => !tiers.includes(part.tier) || waitsForTerms(facts, part);
  if (facts.sealed.every(waits)) return 'no';
  if (views.plan === 'guest' && !facts.cookies) return 'no';
  if (views.pageOpened) return 'now';
  if (views.left !== null && views.left <= 0) return 'no';
  return views.opening === 'on-arrival' ? 'now' : 'button';
}

/** One button for the page: at the description, or at the first lock that it opens where that is not sealed. */
function openButtonPlace(facts: PageFacts): string | null {
  const { sealed, views } = facts;
  const opened = sealed.filter(
    (part) => views && readable[views.plan].includes(part.tier) && !waitsForTerms(facts, part),
  );
  return opened.find(({ part }) => part === 'explanation')?.part ?? opened[0]?.part ?? null;
}

/** What a screen reader is told when the page's state changes; null where there is nothing to tell. */
export function announcementOf(facts: PageFacts, pressed: boolean): string | null {
  const { gate, grant, views } = facts;
  if (grant.state === 'granted') {
    const left = views === null || views.left === null ? '' : ` You have ${countOfViews(views.left)} left.`;
    return `${openedWords(facts, pressed)}${left}`;
  }
  if (pressed && grant.state === 'none') {
    if (gate === 'offline') return 'You are still offline.';
    if (gate === 'unreachable') return 'The account service still does not answer.';
  }
  return grant.state === 'none' || grant.state === 'asking'
    ? null
    : 'The page could not be opened. The reason stands at its first lock.';
}

function openedWords({ sealed }: PageFacts, pressed: boolean): string {
  if (sealed.length === 0) return pressed ? 'This page is open now.' : 'The full text of this page is shown.';
  const locked = sealed.length === 1 ? '1 part stays locked.' : `${sealed.length} parts stay locked.`;
  return `${pressed ? 'This page is open now' : 'More of this page is shown now'}; ${locked}`;
}

function countOfViews(count: number): string {
  return count === 1 ? '1 view' : `${count} views`;
}
