import type { EnvelopeReference, GrantAnswer, TermsAnswer, ViewsState } from '@plaincode/content-schemas';
import { readGrant, readTerms, readViews } from './read-answers.ts';

/** No answer of use: the reader is offline, or the gate is down, slow or says something else. */
export type NoAnswer = 'offline' | 'unreachable';

const patience = 10_000;

/** What is left to this reader. Never costs a view and never sets a cookie. */
export async function fetchViews(page: string): Promise<ViewsState | NoAnswer> {
  const json = await ask(`/api/views?page=${encodeURIComponent(page)}`, {});
  return readViews(json) ?? noAnswer();
}

/** Asks for the keys of the page's envelopes. This is what can cost a view. */
export async function requestGrant(
  page: string,
  envelopes: readonly EnvelopeReference[],
): Promise<GrantAnswer | NoAnswer> {
  return readGrant(await ask('/api/grants', post({ page, envelopes }))) ?? noAnswer();
}

/** Accepts the licence terms that the page shows. Costs no view. */
export async function acceptTerms(page: string, terms: string): Promise<TermsAnswer | NoAnswer> {
  return readTerms(await ask('/api/terms', post({ page, terms }))) ?? noAnswer();
}

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The body as JSON whatever the status (a refusal is an answer too); null when there is none. */
async function ask(address: string, init: RequestInit): Promise<unknown> {
  try {
    const response = await fetch(address, {
      ...init,
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    return await response.json();
  } catch {
    return null;
  }
}

function noAnswer(): NoAnswer {
  return navigator.onLine ? 'unreachable' : 'offline';
}
