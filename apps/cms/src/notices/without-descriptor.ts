import type { Payload } from 'payload';
import { rowsOfCodes } from '../beside/rows-of-codes.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { longestCommonRun } from '../workflow/readiness/overlap.ts';
import { plainWords } from '../workflow/words-of.ts';

/** So many of a descriptor's words in a row are the descriptor, as `readiness/overlap.ts` counts them. */
const fewestCopied = 5;
const instead = '(It repeats the official descriptor, which no mail may carry. Read it at the desk.)';

/** Gives words back as they are, or a remark in their place where they repeat a licensed descriptor of the code. */
export async function withoutDescriptor(
  payload: Payload,
  codeKey: string,
): Promise<(words: string) => string> {
  const [codeSet = '', code = ''] = codeKey.split('/');
  if (!code || !(await isLicensed(payload, codeSet))) return (words) => words;
  const rows = await rowsOfCodes(payload, await heldEditions(payload, codeSet), { code: { equals: code } });
  const descriptors = (rows.get(code) ?? []).flatMap((row) => [
    plainWords(row.longDescriptor ?? ''),
    plainWords(row.shortDescriptor ?? ''),
  ]);
  return (words) => (descriptors.some((one) => repeats(plainWords(words), one)) ? instead : words);
}

function repeats(words: readonly string[], descriptor: readonly string[]): boolean {
  const fewest = Math.min(fewestCopied, descriptor.length);
  return fewest > 0 && longestCommonRun(descriptor, words).length >= fewest;
}

async function isLicensed(payload: Payload, codeSet: string): Promise<boolean> {
  const { docs } = await payload.db.find<{ licensed?: boolean | null }>({
    collection: 'code-systems',
    where: { slug: { equals: codeSet } },
    limit: 1,
    pagination: false,
  });
  return docs[0]?.licensed === true;
}
