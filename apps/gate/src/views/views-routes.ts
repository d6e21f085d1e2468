import { type AccessPlan, pagePath } from '@plaincode/content-schemas';
import type { Context } from 'hono';
import type { Readers } from '../guests/readers.ts';
import type { ApiAnswers } from '../http/api-answer.ts';
import { senderOf } from '../http/api-request.ts';
import type { GatePlan } from '../metering/decide-view.ts';
import { type Metering, readViews } from '../metering/open-page.ts';
import type { CurrentRelease } from '../release/current-release.ts';
import { termsOf } from '../release/find-envelopes.ts';
import type { Acceptances } from '../terms/acceptances.ts';
import { awaitingTerms } from '../terms/awaiting-terms.ts';

export interface ViewsParts {
  releases: CurrentRelease;
  metering: Metering;
  acceptances: Acceptances;
  readers: Readers;
  gatePlan: (access: AccessPlan) => GatePlan;
  answers: ApiAnswers;
  clock: () => Date;
}

/** `GET /api/views?page=`: what is left to the reader, and whether the page is open to them. Changes nothing. */
export function answerViews(parts: ViewsParts): (context: Context) => Promise<Response> {
  const { releases, metering, readers, answers, clock } = parts;
  return async (context) => {
    const page = pagePath.safeParse(context.req.query('page') ?? '/');
    if (!page.success) return answers.error(400, 'invalid-input', 'Expected ?page= and a path of this site.');
    const release = releases.get();
    if (!release) return answers.error(503, 'nothing-published', 'Nothing has been published yet.');
    const plan = parts.gatePlan(release.plan());
    const asker = await readers.identify(senderOf(context));
    const path = page.data;
    const awaiting = await awaitingTerms(parts.acceptances, asker.visitor, termsOf(release, path));
    return answers.json(
      200,
      await readViews(metering, plan, asker, { path, awaitingTerms: awaiting }, clock()),
    );
  };
}
