import type { Endpoint } from 'payload';
import { z } from 'zod';
import { bodyOf, parsed, signedIn } from '../access/parse-request.ts';
import { env } from '../env.ts';
import { findCodes, namedByAddress } from './find-codes.ts';

const edition = z.string().max(80).optional();
const query = z.object({ q: z.string().min(1).max(80), codeSet: z.string().max(60).default(''), edition });
const addresses = z.strictObject({ addresses: z.array(z.string().min(1).max(300)).max(300), edition });

/**
 * `GET /api/codes/find?q=&codeSet=&edition=`: codes to refer to. `POST /api/codes/named {addresses, edition}`: how the
 * codes stand to which addresses lead, by address; null where the address begins with a code set and leads to no code
 * that is held. An address of the site counts with its origin too.
 */
export const referenceEndpoints: Endpoint[] = [
  {
    path: '/find',
    method: 'get',
    handler: async (req) => {
      signedIn(req);
      const { q, codeSet, edition: of } = parsed(query, req.query);
      const asked = { query: q, codeSet: codeSet.trim().toLowerCase(), edition: of?.trim() || null };
      return Response.json({ codes: await findCodes(req.payload, asked) });
    },
  },
  {
    path: '/named',
    method: 'post',
    handler: async (req) => {
      signedIn(req);
      const { addresses: given, edition: of } = await bodyOf(req, addresses);
      const paths = new Map(given.map((address) => [address, pathOnSite(address)]));
      const found = await namedByAddress(req.payload, [...new Set(paths.values())], of?.trim() || null);
      const answers = given.flatMap((address) => {
        const answer = found[paths.get(address) ?? ''];
        return answer === undefined ? [] : [[address, answer] as const];
      });
      return Response.json({ named: Object.fromEntries(answers) });
    },
  },
];

function pathOnSite(address: string): string {
  return address.startsWith(`${env.siteUrl}/`) ? address.slice(env.siteUrl.length) : address;
}
