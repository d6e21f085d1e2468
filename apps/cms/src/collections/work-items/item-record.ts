import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { codeTree } from '../../families/code-tree.ts';
import { ownTexts } from '../../families/own-texts.ts';
import { heldEditions } from '../../imports/held-editions.ts';
import { relationId } from '../../relation-id.ts';
import { livePins } from '../../releases/live.ts';
import { familyFinder } from '../../workflow/families/nearest-family.ts';
import { codeLeaves } from '../../workflow/work-item.ts';
import type { ItemRecord } from '../../workflow/work-item-actions.ts';
import { kindsOfText } from '../../workflow/work-item-changes.ts';

type Doc = Pick<
  WorkItem,
  'codeSet' | 'code' | 'kinds' | 'state' | 'resolution' | 'proposedBy' | 'explained' | 'explanation'
>;

/** An item as the steps know it, given who may not approve the text that readers have. */
export function itemRecord(item: Doc, editors: readonly string[]): ItemRecord {
  return {
    state: item.state,
    resolution: item.resolution ?? null,
    proposedBy: relationId(item.proposedBy),
    leaves: codeLeaves(kindsOfText(item.kinds)),
    explained: item.explained === true,
    hasLine: relationId(item.explanation) !== null,
    editors,
  };
}

/**
 * Who may not approve a text of codes, by `codeSet/code`. All lines of a code count: whoever drafts
 * the next edition's text does not judge whether the old one still holds.
 */
export async function editorsOfLive(
  payload: Payload,
  items: readonly Pick<WorkItem, 'codeSet' | 'code' | 'edition'>[],
): Promise<Map<string, string[]>> {
  const families = await familiesRead(payload, items);
  const own = items.map(({ codeSet, code }) => `${codeSet}/${code}`);
  const keys = [...new Set([...own, ...families.values()])];
  const editors = new Map<string, string[]>();
  for (let start = 0; start < keys.length; start += 500)
    for (const [key, some] of await editorsOf(payload, keys.slice(start, start + 500)))
      editors.set(key, some);
  for (const [key, family] of families)
    editors.set(key, [...(editors.get(key) ?? []), ...(editors.get(family) ?? [])]);
  return editors;
}

/** The text that counts for a code without one of its own is that of its family. */
async function familiesRead(
  payload: Payload,
  items: readonly Pick<WorkItem, 'codeSet' | 'code' | 'edition'>[],
): Promise<Map<string, string>> {
  const families = new Map<string, string>();
  const pins = (await livePins(payload)).texts;
  for (const [codeSet, some] of Map.groupBy(items, (item) => item.codeSet)) {
    const own = await ownTexts(payload, codeSet, pins);
    const held = await heldEditions(payload, codeSet);
    for (const { code, edition } of some) {
      const at = held.find(({ id }) => id === edition);
      if (!at || own(code) !== null) continue;
      const root = familyFinder((await codeTree(payload, held, at)).parentOf, own)(code);
      if (root !== null) families.set(`${codeSet}/${code}`, `${codeSet}/${root}`);
    }
  }
  return families;
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
