import type { Context } from 'hono';
import type { ApiAnswers } from '../http/api-answer.ts';
import type { OriginCheck } from '../http/own-origin.ts';
import { mediaTypeOf, readBody } from '../http/request-body.ts';
import type { SecurityHeaders } from '../http/security-headers.ts';
import { localReturnPath } from './account-form.ts';
import { goOnPage, refusalPage } from './account-page.ts';
import { AccountRefusal } from './account-refusal.ts';

export interface FormParts {
  isOwnOrigin: OriginCheck;
  answers: ApiAnswers;
  headers: SecurityHeaders;
}

const longestBody = 8 * 1024;
const toLogin = { page: '/login/', label: 'Back to the log-in form', after: '/login/' };
const toAccount = { page: '/account/', label: 'Back to your account', after: '/account/' };
const forms = {
  register: { page: '/register/', label: 'Back to the registration form', after: '/account/' },
  login: { ...toLogin, after: '/account/' },
  logout: { ...toAccount, after: '/' },
  account: toAccount,
  link: toLogin,
  delete: { ...toAccount, after: '/' },
} as const;
type Form = keyof typeof forms;

/** What a form did: cookies to set, and where to go instead of the form's own next page. */
export interface FormDone {
  cookies?: string[];
  to?: string;
  /** An address on another site to go on to. */
  elsewhere?: string;
}

/** What a form sent, and how it wants its answer. */
interface Submission {
  input: unknown;
  wantsPage: boolean;
}

/** Takes a form as JSON or as a browser without JavaScript sends it, and answers in kind. */
export async function handleForm(
  parts: FormParts,
  form: Form,
  context: Context,
  act: (input: unknown) => Promise<FormDone>,
): Promise<Response> {
  const submission: Submission = { input: {}, wantsPage: isForm(context.req.raw) };
  try {
    if (!parts.isOwnOrigin(context.req.raw.headers))
      throw new AccountRefusal('foreign-origin', 'This form was sent from another site.');
    submission.input = await readInput(context.req.raw, submission.wantsPage);
    return done(parts, form, context, submission, await act(submission.input));
  } catch (error) {
    if (!(error instanceof AccountRefusal)) throw error;
    return refuse(parts, form, context, submission, error);
  }
}

function isForm(request: Request): boolean {
  return mediaTypeOf(request) === 'application/x-www-form-urlencoded';
}

async function readInput(request: Request, fromForm: boolean): Promise<unknown> {
  const type = mediaTypeOf(request);
  const body = await readBody(request, longestBody);
  if ('failure' in body)
    throw body.failure === 'too-large'
      ? new AccountRefusal('too-large', 'That is more than this form takes.')
      : new AccountRefusal('invalid-input', 'This form cannot be read.');
  if (fromForm) return Object.fromEntries(new URLSearchParams(body.text));
  if (type === '' && body.text === '') return {};
  if (type !== 'application/json')
    throw new AccountRefusal('wrong-media-type', 'Send this form as JSON or as an HTML form.');
  try {
    return JSON.parse(body.text || '{}');
  } catch {
    throw new AccountRefusal('invalid-input', 'This form cannot be read.');
  }
}

function done(
  { answers, headers }: FormParts,
  form: Form,
  context: Context,
  submission: Submission,
  { cookies = [], to: next, elsewhere }: FormDone,
): Response {
  if (elsewhere !== undefined)
    return submission.wantsPage
      ? new Response(goOnPage(elsewhere), {
          headers: { ...headers.api, 'Content-Type': 'text/html; charset=utf-8' },
        })
      : answers.json(200, { ok: true, return: elsewhere });
  const to = next ?? returnPathOf(context.req.raw, submission) ?? forms[form].after;
  const response = submission.wantsPage
    ? new Response(null, { status: 303, headers: { ...headers.api, Location: to } })
    : answers.json(200, { ok: true, return: to });
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
}

function refuse(
  { answers, headers }: FormParts,
  form: Form,
  context: Context,
  submission: Submission,
  refusal: AccountRefusal,
): Response {
  const { code, message, field, status } = refusal;
  if (!submission.wantsPage)
    return answers.json(status, { ok: false, code, message, ...(field && { field }) });
  const { page, label } = forms[form];
  const back = returnPathOf(context.req.raw, submission);
  const href =
    back && (form === 'register' || form === 'login') ? `${page}?return=${encodeURIComponent(back)}` : page;
  return new Response(refusalPage(refusal, { label, href }), {
    status,
    headers: { ...headers.api, 'Content-Type': 'text/html; charset=utf-8' },
  });
}

/**
 * Where the reader wants to go on to: the form's own field, else `?return=` of the page that held the form,
 * since without JavaScript the field stays empty.
 */
function returnPathOf(request: Request, { input }: Submission): string | null {
  const given = typeof input === 'object' && input !== null && 'return' in input ? input.return : null;
  if (typeof given === 'string' && given !== '') return localReturnPath(given);
  const referer = request.headers.get('referer');
  if (!referer || !URL.canParse(referer)) return null;
  return localReturnPath(new URL(referer).searchParams.get('return'));
}
