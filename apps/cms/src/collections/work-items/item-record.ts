import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { relationId } from '../../relation-id.ts';
import type { ItemRecord } from '../../workflow/work-item-actions.ts';

type Doc = Pick<
  WorkItem,
  'codeSet' | 'code' | 'state' | 'resolution' | 'proposedBy' | 'explained' | 'explanation'
>;

/** An item as the steps know it, given who edited the text that readers have since its approval. */
export function itemRecord(item: Doc, editors: readonly string[]): ItemRecord {
  return {
    state: item.state,
    resolution: item.resolution ?? null,
    proposedBy: relationId(item.proposedBy),
    explained: item.explained === true,
    hasLine: relationId(item.explanation) !== null,
    editors,
  };
}

/**
 * Everyone who edited a text of codes since its last approval, by `codeSet/code`. All lines of a code count: whoever drafts
 * the next edition's text does not judge whether the old one still holds.
 */
export async function editorsOfLive(
  payload: Payload,
  items: readonly Pick<WorkItem, 'codeSet' | 'code'>[],
): Promise<Map<string, string[]>> {
  const keys = [...new Set(items.map(({ codeSet, code }) => `${codeSet}/${code}`))];
  const editors = new Map<string, string[]>();
  for (let start = 0; start < keys.length; start += 500)
    for (const [key, some] of await editorsOf(payload, keys.slice(start, start + 500)))
      editors.set(key, some);
  return editors;
}

async function editorsOf(payload: Payload, keys: readonly string[]): Promise<Map<string, string[]>> {
  const lines = await payload.find({
    collection: 'explanations',
    where: { codeKey: { in: [...keys] } },
    draft: true,
    depth: 0,
    pagination: false,
    select: { codeKey: true, editors: true, appliesFrom: true },
  });
  const editors = new Map<string, string[]>();
  for (const line of lines.docs) {
    if (!line.codeKey) continue;
    const known = editors.get(line.codeKey) ?? [];
    editors.set(line.codeKey, [...known, ...(line.editors ?? []).map((one) => relationId(one) ?? '')]);
  }
  return editors;
}
