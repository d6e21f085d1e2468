import type { Explanation } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { correctionsSoFar } from '../export/corrections.ts';
import { today } from '../releases/editions.ts';
import { correctionWords, isNewSince } from '../workflow/corrections.ts';

type Doc = Pick<Explanation, 'id' | 'codeKey' | 'correction'>;
type Accepted = { codeKey?: string | null; page: string; words: string; decidedAt?: string | null };

/** The report itself holds all of it. */
const mostWords = 400;

const missing =
  'Say under "Correction" what was wrong and what is right: without that sentence the report stays open.';
const toldBefore =
  '"Correction" says what readers were told before. Say there what was wrong this time and what is right: without a new sentence the report stays open.';

/** Reminds those who mend a text of the sentence that readers wait for; empty where it is written or none is due. */
export async function correctionHint(payload: Payload, { id, codeKey, correction }: Doc): Promise<string[]> {
  if (!codeKey) return [];
  const about = { or: [{ codeKey: { equals: codeKey } }, { explanation: { equals: id } }] };
  const { docs } = await payload.find({
    collection: 'error-reports',
    where: { and: [about, { state: { equals: 'accepted' } }] },
    select: { codeKey: true, page: true, words: true, decidedAt: true },
    depth: 0,
    pagination: false,
  });
  if (docs.length === 0) return [];
  const words = correctionWords(correction);
  const told =
    words === undefined ? null : (await correctionsSoFar(payload, today())).toldSince(codeKey, words);
  const open = docs.filter(({ decidedAt }) => words === undefined || !isNewSince(told, decidedAt));
  const [one] = open;
  return one ? [`${accepted(one, codeKey)} ${words === undefined ? missing : toldBefore}`] : [];
}

/** A text for a family is read on other pages too. */
function accepted({ codeKey, page, words }: Accepted, own: string): string {
  const said = words.length > mostWords ? `${words.slice(0, mostWords)} …` : words;
  if (codeKey === own) return `A report of an error on this page was accepted: “${said}”`;
  const code = page.split('/').findLast((part) => part !== '');
  return `A report of an error on the page of ${code}, which reads this text, was accepted: “${said}”`;
}
