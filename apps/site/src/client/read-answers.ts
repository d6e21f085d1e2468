import type { GrantAnswer, TermsAnswer, ViewsState } from '@plaincode/content-schemas';

/**
 * Reads the gate's answers. The contract's zod schemas would be four times the size of all other code in the
 * page, so these look at what the page uses; anything else counts as no answer.
 */
export function readViews(json: unknown): ViewsState | null {
  return isViews(json) ? json : null;
}

export function readGrant(json: unknown): GrantAnswer | null {
  return isGrant(json) ? json : null;
}

export function readTerms(json: unknown): TermsAnswer | null {
  return isTerms(json) ? json : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isViews(value: unknown): value is ViewsState {
  if (!isRecord(value)) return false;
  const { plan, left, limit, opening, pageOpened, periodEnds } = value;
  return (
    (plan === 'guest' || plan === 'registered' || plan === 'subscriber') &&
    isCountOrNull(left) &&
    isCountOrNull(limit) &&
    isCountOrNull(value.registeredViews) &&
    (opening === 'on-arrival' || opening === 'on-request') &&
    typeof pageOpened === 'boolean' &&
    Array.isArray(value.awaitingTerms) &&
    typeof periodEnds === 'string'
  );
}

const isCountOrNull = (value: unknown): boolean => value === null || typeof value === 'number';

function isGrant(value: unknown): value is GrantAnswer {
  if (!isRecord(value) || !isViews(value.views)) return false;
  if (value.outcome === 'refused') return typeof value.reason === 'string';
  return value.outcome === 'granted' && Array.isArray(value.keys) && value.keys.every(isKey);
}

function isTerms(value: unknown): value is TermsAnswer {
  if (!isRecord(value) || !isViews(value.views)) return false;
  return value.outcome === 'accepted' || (value.outcome === 'refused' && typeof value.reason === 'string');
}

function isKey(value: unknown): boolean {
  return isRecord(value) && ['tier', 'revision', 'key'].every((name) => typeof value[name] === 'string');
}
