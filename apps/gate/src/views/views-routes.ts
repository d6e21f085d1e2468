import { pagePath } from '@plaincode/content-schemas';
import type { Context } from 'hono';
import type { Readers } from '../guests/readers.ts';
import type { ApiAnswers } from '../http/api-answer.ts';
import { type Metering, readViews } from '../metering/open-page.ts';
import type { CurrentRelease } from '../release/current-release.ts';

export interface ViewsParts {
  releases: CurrentRelease;
  metering: Metering;
  readers: Readers;
  verifiedEmailRequired: boolean;
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
    const plan = { access: release.plan(), verifiedEmailRequired: parts.verifiedEmailRequired };
    const asker = await readers.identify(context);
    return answers.json(200, await readViews(metering, plan, asker, page.data, clock()));
  };
}
