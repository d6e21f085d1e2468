import type { Endpoint, PayloadRequest } from 'payload';
import { z } from 'zod';

const asked = z.object({ codeSet: z.string().min(1).max(60), code: z.string().min(1).max(20) });

/** `GET /api/codes/official?codeSet=&code=`: what the newest complete import says about a code, or null. */
export const officialEndpoint: Endpoint = {
  path: '/official',
  method: 'get',
  handler: async (req) => {
    const query = asked.safeParse(req.query);
    if (!query.success)
      return Response.json({ errors: [{ message: 'Expected codeSet and code.' }] }, { status: 400 });
    const { codeSet, code } = query.data;
    return Response.json({ official: await newestRow(req, codeSet.trim().toLowerCase(), bareCode(code)) });
  },
};

/** A code as the release files write it: upper case, without its dot. */
export function bareCode(code: string): string {
  return code.trim().toUpperCase().replaceAll('.', '');
}

async function newestRow(req: PayloadRequest, codeSet: string, code: string) {
  const access = { depth: 0, overrideAccess: false, req } as const;
  const complete = await req.payload.find({
    collection: 'imports',
    where: { codeSet: { equals: codeSet }, state: { equals: 'complete' } },
    pagination: false,
    ...access,
  });
  const { docs } = await req.payload.find({
    collection: 'codes',
    where: {
      codeSet: { equals: codeSet },
      code: { equals: code },
      import: { in: complete.docs.map(({ id }) => id) },
    },
    sort: ['-editionSequence', '-importSequence'],
    limit: 1,
    ...access,
  });
  const [row] = docs;
  if (!row) return null;
  const { displayCode, edition, present, longDescriptor, shortDescriptor } = row;
  return {
    displayCode,
    edition,
    present: present !== false,
    descriptor: longDescriptor ?? shortDescriptor ?? '',
  };
}
