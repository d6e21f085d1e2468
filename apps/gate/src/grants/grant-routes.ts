import {
  type AccessPlan,
  type GrantAnswer,
  type GrantRequest,
  grantRequest,
  type ReleaseEnvelope,
} from '@plaincode/content-schemas';
import type { GuestCookies } from '../guests/guest-cookie.ts';
import type { Readers } from '../guests/readers.ts';
import type { Answer } from '../http/answer.ts';
import type { Answers } from '../http/api-answer.ts';
import type { ApiRequest } from '../http/api-request.ts';
import { readJsonRequest } from '../http/json-request.ts';
import type { OriginCheck } from '../http/own-origin.ts';
import type { GatePlan } from '../metering/decide-view.ts';
import { type Metering, type Opened, openPage } from '../metering/open-page.ts';
import type { CurrentRelease } from '../release/current-release.ts';
import { findEnvelopes } from '../release/find-envelopes.ts';
import type { WithheldPages } from '../release/withheld-pages.ts';
import type { Acceptances } from '../terms/acceptances.ts';
import { awaitingTerms } from '../terms/awaiting-terms.ts';
import type { EnvelopeKeys } from './envelope-keys.ts';

export interface GrantParts {
  releases: CurrentRelease;
  withheld: WithheldPages;
  metering: Metering;
  acceptances: Acceptances;
  readers: Readers;
  guestCookies: GuestCookies;
  keys: EnvelopeKeys;
  gatePlan: (access: AccessPlan) => GatePlan;
  isOwnOrigin: OriginCheck;
  answers: Answers<Answer>;
  clock: () => Date;
}

/** In bytes. */
export const longestGrantRequest = 4 * 1024;

export type AnswerGrant = (request: ApiRequest) => Promise<Answer>;

/** `POST /api/grants`: opens a page to its reader and hands over the keys of the envelopes they may read. */
export function answerGrant(parts: GrantParts): AnswerGrant {
  const { answers, releases, readers, metering, clock } = parts;
  return async (request) => {
    const parsed = await parseGrantRequest(parts, request);
    if ('refusal' in parsed) return parsed.refusal;
    const release = releases.get();
    if (!release) return answers.error(503, 'nothing-published', 'Nothing has been published yet.');

    const { page, envelopes } = parsed;
    // A page that was taken down is as unknown as one that never was, in every kept release.
    const sealed = parts.withheld.reasonOf(page) ? null : await findEnvelopes(releases, page, envelopes);
    const plan = parts.gatePlan(release.plan());
    const asker = await readers.identify(request);
    const awaiting = sealed ? await awaitingTerms(parts.acceptances, asker.visitor, sealed.terms) : [];
    const ready = (sealed?.envelopes ?? []).filter(({ tier, terms }) => !terms || !awaiting.includes(tier));
    const requested = {
      path: page,
      known: sealed !== null,
      tiers: envelopes.map(({ tier }) => tier),
      ready: ready.map(({ tier }) => tier),
      awaitingTerms: awaiting,
    };
    const now = clock();
    const opened = await openPage(metering, plan, asker, requested, now);

    if (opened.outcome === 'refused' || !sealed) return answers.json(403, opened satisfies Opened);
    return grant(parts, opened, { page, ready, keyId: sealed.keyId }, now);
  };
}

function grant(
  { answers, keys, guestCookies }: GrantParts,
  { opens, charged, visitor, views }: Extract<Opened, { outcome: 'granted' }>,
  { page, ready, keyId }: { page: string; ready: readonly ReleaseEnvelope[]; keyId: string },
  now: Date,
): Answer {
  const mayRead = ({ tier }: ReleaseEnvelope) => opens.includes(tier);
  const granted = keys.derive(keyId, page, ready.filter(mayRead));
  const body: GrantAnswer = { outcome: 'granted', keys: granted, charged, views };
  const cookie =
    visitor.kind === 'guest' && visitor.id !== null && charged
      ? { 'Set-Cookie': guestCookies.write(visitor.id, now) }
      : {};
  return answers.json(200, body, cookie);
}

/** The request as the contract has it, or the answer that says why it is none. */
async function parseGrantRequest(
  parts: GrantParts,
  request: ApiRequest,
): Promise<GrantRequest | { refusal: Answer }> {
  const longest = longestGrantRequest;
  const sent = await readJsonRequest(parts, request, { what: 'a grant request', longest });
  if ('refusal' in sent) return sent;
  const parsed = grantRequest.safeParse(sent.json);
  if (!parsed.success || repeats(parsed.data))
    return {
      refusal: parts.answers.error(400, 'invalid-input', 'Expected a page and envelopes of it, each once.'),
    };
  return parsed.data;
}

/** Each envelope is asked for once. */
function repeats({ envelopes }: GrantRequest): boolean {
  return new Set(envelopes.map(({ revision }) => revision)).size < envelopes.length;
}
