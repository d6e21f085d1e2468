import type { Explanation } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { correctionsSoFar } from '../export/corrections.ts';
import { today } from '../releases/editions.ts';
import { correctionWords, isNewSince } from '../workflow/corrections.ts';

type Doc = Pick<Explanation, 'codeKey' | 'correction'>;

const accepted = 'A report of an error on this page was accepted.';
const missing = `${accepted} Say under "Correction" what was wrong and what is right: without that sentence the report stays open.`;
const toldBefore = `${accepted} "Correction" says what readers were told before. Say there what was wrong this time and what is right: without a new sentence the report stays open.`;

/** Reminds those who mend a text of the sentence that readers wait for; empty where it is written or none is due. */
export async function correctionHint(payload: Payload, { codeKey, correction }: Doc): Promise<string[]> {
  if (!codeKey) return [];
  const { docs } = await payload.find({
    collection: 'error-reports',
    where: { codeKey: { equals: codeKey }, state: { equals: 'accepted' } },
    select: { decidedAt: true },
    depth: 0,
    pagination: false,
  });
  if (docs.length === 0) return [];
  const words = correctionWords(correction);
  if (words === undefined) return [missing];
  const told = (await correctionsSoFar(payload, today())).toldSince(codeKey, words);
  return docs.every(({ decidedAt }) => isNewSince(told, decidedAt)) ? [] : [toldBefore];
}
