import { createHash, timingSafeEqual } from 'node:crypto';
import { errorReport, type WaitingReports } from '@plaincode/content-schemas';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ApiAnswers } from '../http/api-answer.ts';
import { readBody } from '../http/request-body.ts';
import type { ErrorReports } from './error-reports.ts';

export interface DeskParts {
  reports: ErrorReports;
  /** What the desk shows itself with; null where there is none: these addresses then do not exist. */
  token: string | null;
  answers: ApiAnswers;
}

const atOnce = 100;
const id = errorReport.shape.id;
const held = z.strictObject({ ids: z.array(id).max(atOnce) });

/**
 * `/internal/errata`, for the desk alone. `GET ?after=ID` reads the reports that wait; `DELETE` with `{ids}` forgets
 * those that the desk holds. Until then each is handed out again, so none is lost.
 */
export function deskRoutes({ reports, token, answers }: DeskParts): Hono {
  const routes = new Hono();
  routes.use('*', async (context, next) => {
    if (token === null) return answers.error(404, 'not-found', 'There is nothing at this address.');
    if (isAllowed(context, token)) return await next();
    return answers.error(401, 'token-wrong', 'The errata token is missing or wrong.');
  });
  routes.get('/', async (context) => {
    const after = id.or(z.literal('')).safeParse(context.req.query('after') ?? '');
    if (!after.success) return answers.error(400, 'invalid-input', 'Expected the id of a report.');
    const found = await reports.waiting(after.data, atOnce + 1);
    const page: WaitingReports = { reports: found.slice(0, atOnce), more: found.length > atOnce };
    return answers.json(200, page);
  });
  routes.delete('/', async (context) => {
    const body = await readBody(context.req.raw, 16 * 1024);
    const parsed = held.safeParse('text' in body ? parseJson(body.text) : undefined);
    if (!parsed.success)
      return answers.error(400, 'invalid-input', 'Expected the ids of at most 100 reports.');
    await reports.remove(parsed.data.ids);
    return answers.json(200, { ok: true });
  });
  return routes;
}

/** Compares in constant time; the hashes make both sides equally long. */
function isAllowed(context: Context, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(context.req.header('authorization') ?? ''), digest(`Bearer ${token}`));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
