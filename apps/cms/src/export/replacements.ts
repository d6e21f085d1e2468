import type { Payload } from 'payload';
import { z } from 'zod';
import { everyDocument } from '../imports/every-document.ts';

const replacementDocument = z.object({ key: z.string(), formerCode: z.string(), code: z.string() });

/** What editors confirmed to take a code's place, by former code, in the order of the codes. */
export async function confirmedReplacements(
  payload: Payload,
  codeSet: string,
): Promise<Map<string, string[]>> {
  const where = { and: [{ codeSet: { equals: codeSet } }, { state: { equals: 'confirmed' } }] };
  const found = new Map<string, string[]>();
  for await (const document of everyDocument(payload, 'replacements', where, { by: 'key' })) {
    const { formerCode, code } = replacementDocument.parse(document);
    found.set(formerCode, [...(found.get(formerCode) ?? []), code]);
  }
  return found;
}
