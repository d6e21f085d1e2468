import type { Answer } from './answer.ts';
import type { SecurityHeaders } from './security-headers.ts';

/** Why the gate did not do what was asked, apart from what the plan refuses. */
export type ApiErrorCode =
  | 'invalid-input'
  | 'too-large'
  | 'wrong-media-type'
  | 'foreign-origin'
  | 'token-wrong'
  | 'not-found'
  | 'wrong-method'
  | 'nothing-published'
  | 'payments-away'
  | 'internal-error';

/** Answers of the API: JSON, never kept by a cache. */
export interface Answers<Made> {
  json(status: number, body: unknown, more?: Record<string, string>): Made;
  error(status: number, code: ApiErrorCode, message: string, more?: Record<string, string>): Made;
}

export type ApiAnswers = Answers<Response>;

export function createApiAnswers(headers: SecurityHeaders): ApiAnswers {
  const own = ownHeaders(headers);
  return answersFrom(
    (status, body, more) => new Response(JSON.stringify(body), { status, headers: { ...own, ...more } }),
  );
}

/** The same for what is answered without Hono. */
export function createPlainAnswers(headers: SecurityHeaders): Answers<Answer> {
  const own = Object.entries(ownHeaders(headers)).flat();
  return answersFrom((status, body, more = {}) => {
    const text = JSON.stringify(body);
    const length = ['Content-Length', String(Buffer.byteLength(text))];
    return { status, headers: [...own, ...length, ...Object.entries(more).flat()], body: text };
  });
}

const ownHeaders = ({ api }: SecurityHeaders) => ({
  ...api,
  'Content-Type': 'application/json; charset=utf-8',
});

function answersFrom<Made>(json: Answers<Made>['json']): Answers<Made> {
  return { json, error: (status, code, message, more) => json(status, { code, message }, more) };
}
