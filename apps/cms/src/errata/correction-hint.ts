import type { Explanation } from '@plaincode/types/payload';
import type { Payload } from 'payload';

type Doc = Pick<Explanation, 'codeKey' | 'correction'>;

const words =
  'A report of an error on this page was accepted. Say under "Correction" what was wrong and what is right: without that sentence the report stays open.';

/** Reminds those who mend a text of the sentence that readers wait for; empty where it is written or none is due. */
export async function correctionHint(payload: Payload, { codeKey, correction }: Doc): Promise<string[]> {
  if (!codeKey || correction?.trim()) return [];
  const { totalDocs } = await payload.count({
    collection: 'error-reports',
    where: { codeKey: { equals: codeKey }, state: { equals: 'accepted' } },
  });
  return totalDocs > 0 ? [words] : [];
}
