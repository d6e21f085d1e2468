import type { Answers } from './api-answer.ts';
import type { SentBody } from './api-request.ts';
import type { OriginCheck } from './own-origin.ts';
import { mediaTypeOf, readBody } from './request-body.ts';

/**
 * What one of the site's own pages sent as JSON, or the answer that says why it is none. `what` names the request in that
 * answer. Text that is no JSON is undefined: no schema takes it.
 */
export async function readJsonRequest<Made>(
  { answers, isOwnOrigin }: { answers: Answers<Made>; isOwnOrigin: OriginCheck },
  request: SentBody,
  { what, longest }: { what: string; longest: number },
): Promise<{ json: unknown } | { refusal: Made }> {
  const refuse = (...why: Parameters<typeof answers.error>) => ({ refusal: answers.error(...why) });
  if (!isOwnOrigin(request.headers))
    return refuse(403, 'foreign-origin', 'This request comes from another site.');
  if (mediaTypeOf(request) !== 'application/json')
    return refuse(415, 'wrong-media-type', 'Send the request as application/json.');
  const body = await readBody(request, longest);
  if ('failure' in body)
    return body.failure === 'too-large'
      ? refuse(413, 'too-large', `That is more than ${what} holds.`)
      : refuse(400, 'invalid-input', 'The request cannot be read.');
  return { json: parseJson(body.text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
