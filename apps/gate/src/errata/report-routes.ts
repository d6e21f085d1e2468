import type { Context } from 'hono';
import type { Readers } from '../guests/readers.ts';
import type { ApiAnswers } from '../http/api-answer.ts';
import { senderOf } from '../http/api-request.ts';
import type { OriginCheck } from '../http/own-origin.ts';
import { mediaTypeOf, readBody } from '../http/request-body.ts';
import type { SecurityHeaders } from '../http/security-headers.ts';
import type { CurrentRelease } from '../release/current-release.ts';
import { createReportId, type ErrorReports } from './error-reports.ts';
import { refusedPage, thanks, thanksPage } from './report-answers.ts';
import { parseReport, type ReportForm, type ReportRefusal } from './report-form.ts';
import { type ReportLimits, reportLimits } from './report-limits.ts';

export interface ReportParts {
  reports: ErrorReports;
  limits: ReportLimits;
  releases: CurrentRelease;
  readers: Pick<Readers, 'address'>;
  isOwnOrigin: OriginCheck;
  answers: ApiAnswers;
  headers: SecurityHeaders;
  clock: () => Date;
}

/** Room for 2,000 characters of any script, percent-encoded as forms send them. */
const longestBody = 32 * 1024;

/**
 * `POST /api/errata`: a reader reports an error on a page, as JSON or as a plain form. What is over a limit or
 * comes from a program gets the same answer as what is kept.
 */
export function answerReport(parts: ReportParts): (context: Context) => Promise<Response> {
  return async (context) => {
    const request = context.req.raw;
    const wantsPage = mediaTypeOf(request) === 'application/x-www-form-urlencoded';
    const form = await parseRequest(parts, request, wantsPage);
    if ('status' in form) return refuse(parts, form, wantsPage);
    if (!isPage(parts, form.page)) return refuse(parts, unknownPage, wantsPage);
    await keep(parts, form, parts.readers.address(senderOf(context)));
    if (!wantsPage) return parts.answers.json(200, { ok: true, message: thanks });
    return html(parts, 200, thanksPage(form.page));
  };
}

const unknownPage: ReportRefusal = {
  code: 'page-unknown',
  status: 404,
  message: 'This page is no longer there.',
};

async function keep({ reports, limits, clock }: ReportParts, form: ReportForm, address: string) {
  const { filledTrap, ...report } = form;
  if (filledTrap || !(await limits.take(address))) return;
  const now = clock();
  const whole = { id: createReportId(now), ...report, received: now.toISOString() };
  await reports.add(whole, reportLimits.waiting);
}

function isPage({ releases }: ReportParts, page: string): boolean {
  return releases.get()?.find(page)?.mediaType.startsWith('text/html') ?? false;
}

async function parseRequest(
  { isOwnOrigin }: ReportParts,
  request: Request,
  fromForm: boolean,
): Promise<ReportForm | ReportRefusal> {
  if (!isOwnOrigin(request.headers))
    return { code: 'foreign-origin', status: 403, message: 'This form was sent from another site.' };
  if (!fromForm && mediaTypeOf(request) !== 'application/json')
    return { code: 'wrong-media-type', status: 415, message: 'Send this form as JSON or as an HTML form.' };
  const body = await readBody(request, longestBody);
  if ('text' in body) return parseReport(fromForm ? fieldsOf(body.text) : parseJson(body.text));
  return body.failure === 'too-large'
    ? { code: 'too-large', status: 413, message: 'That is more than this form takes.' }
    : { code: 'invalid-input', status: 400, message: 'This form cannot be read.' };
}

function fieldsOf(text: string): unknown {
  return Object.fromEntries(new URLSearchParams(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(parts: ReportParts, refusal: ReportRefusal, wantsPage: boolean): Response {
  const { status, code, message, field } = refusal;
  if (wantsPage) return html(parts, status, refusedPage(refusal, null));
  return parts.answers.json(status, { ok: false, code, message, ...(field && { field }) });
}

function html({ headers }: ReportParts, status: number, page: string): Response {
  return new Response(page, {
    status,
    headers: { ...headers.api, 'Content-Type': 'text/html; charset=utf-8' },
  });
}
