import type { Endpoint, PayloadRequest, SanitizedConfig } from 'payload';
import { BadRequest } from './parse-request.ts';

/** More than a list of the desk ever shows, and little enough to be answered at once. */
export const mostAtOnce = 1_000;

/** Beyond what any list holds, and within what a database counts. */
const lastPage = 1_000_000;

const lists = ['/', '/versions'];

/**
 * No list of any collection or global is given without an end: Payload reads `limit=0`, a limit below it and
 * `pagination=false` as "all". It is asked where requests come in, so that the desk's own code still reads whole lists.
 */
export function boundLists({ collections, globals }: SanitizedConfig): void {
  for (const entity of [...collections, ...globals])
    if (entity.endpoints)
      entity.endpoints = entity.endpoints.map((one) =>
        one.method === 'get' && lists.includes(one.path) ? bounded(one) : one,
      );
}

function bounded(endpoint: Endpoint): Endpoint {
  return {
    ...endpoint,
    handler: (req) => {
      refuseEndless(req.query);
      return endpoint.handler(req);
    },
  };
}

/** Throws `BadRequest`. Without a limit Payload gives ten, unless it is told to give no pages. */
function refuseEndless({ limit, pagination, page }: PayloadRequest['query']): void {
  if (page !== undefined && Number(page) > lastPage)
    throw new BadRequest(`page: write a whole number from 1 to ${lastPage}.`);
  const asked = limit === undefined ? null : Number(limit);
  const bare = asked === null && pagination !== undefined && String(pagination) !== 'true';
  if (!bare && (asked === null || (Number.isInteger(asked) && asked >= 1 && asked <= mostAtOnce))) return;
  throw new BadRequest(
    `At most ${mostAtOnce.toLocaleString('en-US')} documents are given at once. Ask with a limit from 1 to ${mostAtOnce}, and for those that follow with page=2, page=3 and so on.`,
  );
}
