import type { Explanation } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { type State, stateLabels } from '../workflow/states.ts';

/** Where the newest explanation of each code stands, in words; codes without one are left out. */
export async function textStates(
  payload: Payload,
  codeSet: string,
  codes: readonly string[],
): Promise<Map<string, { state: string; explanation: string }>> {
  if (codes.length === 0) return new Map();
  const { docs } = await payload.find({
    collection: 'explanations',
    draft: true,
    depth: 0,
    pagination: false,
    sort: 'appliesFrom',
    where: { codeKey: { in: codes.map((code) => `${codeSet}/${code}`) } },
    select: { code: true, state: true },
  });
  return new Map(docs.flatMap((doc) => entryOf(doc)));
}

function entryOf({ id, code, state }: Pick<Explanation, 'id' | 'code' | 'state'>) {
  if (!code) return [];
  const label = stateLabels[(state ?? 'draft') satisfies State];
  return [[code, { state: label, explanation: id }] as const];
}
