import { APIError, type PayloadRequest } from 'payload';
import type { z } from 'zod';
import { refusal } from '../workflow/refusal.ts';
import { type Actor, actorOf } from './actor.ts';
import { WorkflowRefused } from './refused.ts';

/** What a request carries is not what the endpoint takes. */
export class BadRequest extends APIError {
  constructor(message: string) {
    super(message, 400, { code: 'bad-request' }, true);
    this.name = 'BadRequest';
  }
}

/** The request's JSON. Throws `BadRequest` with the fields that are wrong. */
export async function bodyOf<T>(req: PayloadRequest, schema: z.ZodType<T>): Promise<T> {
  return parsed(schema, await req.json?.().catch(() => null));
}

export function parsed<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new BadRequest(`The request is not understood. ${wrong.slice(0, 5).join('; ')}.`);
}

/** The member of staff who asks. Throws `WorkflowRefused`. */
export function signedIn(req: PayloadRequest): Actor {
  const actor = actorOf(req);
  if (actor === null) throw new WorkflowRefused(refusal('not-signed-in'));
  return actor;
}
