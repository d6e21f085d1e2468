import type { FactKind } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { factsInForce } from '../../export/section-data/facts-in-force.ts';

/** What a source says at its edition in force on a day, each content as JSON, and the file that says so. */
export async function factsOn(payload: Payload, day: string, kind: FactKind, codeSet = 'icd-10-cm') {
  const found = (await factsInForce(payload, { id: codeSet, rightsHolder: 'nchs' }, day))[kind];
  const codes = [...(found?.byCode ?? [])].map(([code, content]) => [code, JSON.stringify(content)]);
  return { source: found?.source ?? null, codes: Object.fromEntries(codes.sort()) };
}
