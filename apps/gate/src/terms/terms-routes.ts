import {
  type AccessPlan,
  type TermsAnswer,
  type TermsRequest,
  termsRequest,
} from '@plaincode/content-schemas';
import type { Context } from 'hono';
import type { GuestCookies } from '../guests/guest-cookie.ts';
import type { Readers } from '../guests/readers.ts';
import type { ApiAnswers } from '../http/api-answer.ts';
import { senderOf } from '../http/api-request.ts';
import { readJsonRequest } from '../http/json-request.ts';
import type { OriginCheck } from '../http/own-origin.ts';
import type { GatePlan } from '../metering/decide-view.ts';
import { type Asker, identify, type Metering, readViews } from '../metering/open-page.ts';
import { ledgerName } from '../metering/visitor.ts';
import type { CurrentRelease } from '../release/current-release.ts';
import { type PageTerms, termsOf } from '../release/find-envelopes.ts';
import type { Acceptances } from './acceptances.ts';
import { awaitingTerms } from './awaiting-terms.ts';

export interface TermsParts {
  releases: CurrentRelease;
  metering: Metering;
  acceptances: Acceptances;
  readers: Readers;
  guestCookies: GuestCookies;
  gatePlan: (access: AccessPlan) => GatePlan;
  isOwnOrigin: OriginCheck;
  answers: ApiAnswers;
  clock: () => Date;
}

const longestBody = 1024;

/**
 * `POST /api/terms`: records that the reader accepts the terms which a page of the served release asks for. Takes no view;
 * a new guest gets an identity with it, to be known by later.
 */
export function answerTerms(parts: TermsParts): (context: Context) => Promise<Response> {
  const { answers, releases, readers, metering, clock } = parts;
  return async (context) => {
    const parsed = await parseTermsRequest(parts, context.req.raw);
    if (parsed instanceof Response) return parsed;
    const release = releases.get();
    if (!release) return answers.error(503, 'nothing-published', 'Nothing has been published yet.');

    const { page, terms: hash } = parsed;
    const asked = termsOf(release, page);
    const plan = parts.gatePlan(release.plan());
    const asker = await readers.identify(senderOf(context));
    const now = clock();
    const refuse = async (reason: Extract<TermsAnswer, { outcome: 'refused' }>['reason']) =>
      answers.json(403, {
        outcome: 'refused',
        reason,
        views: await viewsAfter(parts, plan, asker, { page, asked }, now),
      } satisfies TermsAnswer);

    const terms = [...asked.values()].find((one) => one.hash === hash);
    if (!terms) return refuse('unknown-terms');
    const visitor = await identify(metering, plan, asker, now);
    const name = visitor && ledgerName(visitor);
    if (!visitor || name === null) return refuse('too-many-new-guests');
    await parts.acceptances.accept(name, { ...terms, page, at: now });
    const views = await viewsAfter(parts, plan, { ...asker, visitor }, { page, asked }, now);
    const cookie: Record<string, string> =
      visitor.kind === 'guest' && visitor.id !== null
        ? { 'Set-Cookie': parts.guestCookies.write(visitor.id, now) }
        : {};
    return answers.json(200, { outcome: 'accepted', views } satisfies TermsAnswer, cookie);
  };
}

async function viewsAfter(
  { acceptances, metering }: TermsParts,
  plan: GatePlan,
  asker: Asker,
  { page, asked }: { page: string; asked: PageTerms },
  now: Date,
) {
  const awaiting = await awaitingTerms(acceptances, asker.visitor, asked);
  return readViews(metering, plan, asker, { path: page, awaitingTerms: awaiting }, now);
}

async function parseTermsRequest(parts: TermsParts, request: Request): Promise<TermsRequest | Response> {
  const sent = await readJsonRequest(parts, request, { what: 'such a request', longest: longestBody });
  if ('refusal' in sent) return sent.refusal;
  const parsed = termsRequest.safeParse(sent.json);
  return parsed.success
    ? parsed.data
    : parts.answers.error(400, 'invalid-input', 'Expected a page and the hash of its terms.');
}
