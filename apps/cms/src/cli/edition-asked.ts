import type { Payload } from 'payload';
import { WorkflowRefused } from '../access/refused.ts';
import { findEdition } from '../imports/find-edition.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { refusal } from '../workflow/refusal.ts';
import { UsageError } from './usage.ts';

/** `spt/2027`: the code set, and the edition by its label, day, year or id. Throws where it is not held. */
export async function editionAsked(
  payload: Payload,
  words: string,
): Promise<{ codeSet: string; edition: string }> {
  const [codeSet, name] = words.split('/');
  if (!codeSet || !name) throw new UsageError('Name the edition: --edition SET/EDITION, such as spt/2027.');
  const held = await heldEditions(payload, codeSet);
  const found = findEdition(held, name);
  if (found) return { codeSet, edition: found.id };
  const known = held.map(({ label }) => label).join(', ') || 'none';
  throw new WorkflowRefused(refusal('edition-not-held', [`Held of ${codeSet}: ${known}.`]));
}
