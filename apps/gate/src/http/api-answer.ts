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
export interface ApiAnswers {
  json(status: number, body: unknown, more?: Record<string, string>): Response;
  error(status: number, code: ApiErrorCode, message: string, more?: Record<string, string>): Response;
}

export function createApiAnswers(headers: SecurityHeaders): ApiAnswers {
  const json = (status: number, body: unknown, more?: Record<string, string>) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { ...headers.api, 'Content-Type': 'application/json; charset=utf-8', ...more },
    });
  return { json, error: (status, code, message, more) => json(status, { code, message }, more) };
}
