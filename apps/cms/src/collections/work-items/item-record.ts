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

/** Reads what the steps depend on beside the items themselves; what comes back tells how the steps know each of them. */
export async function itemRecords(
  payload: Payload,
  items: readonly WorkItem[],
): Promise<(item: WorkItem) => ItemRecord> {
  const pins = (await livePins(payload)).texts;
  const families = await familiesRead(payload, items, pins);
  const lines = await linesOf(payload, [...items.map(codeKeyOf), ...families.values()]);
  return (item) => {
    const codeKey = codeKeyOf(item);
    const own = lines.get(codeKey) ?? [];
    const family = lines.get(families.get(codeKey) ?? '') ?? [];
    const line = relationId(item.explanation);
    // Readers have the text of a withdrawn line until a release takes it off the site.
    const isGone = own.some(({ id, withdrawn }) => id === line && withdrawn) && !pins.has(codeKey);
    return {
      state: item.state,
      resolution: item.resolution ?? null,
      proposedBy: relationId(item.proposedBy),
      leaves: codeLeaves(kindsOfText(item.kinds)),
      explained: item.explained === true,
      hasLine: line !== null && !isGone,
      // All lines of a code count: whoever drafts the next edition's text does not judge whether the old one still holds.
      editors: [...own, ...family].flatMap(({ editors }) => editors),
    };
  };
}

const codeKeyOf = ({ codeSet, code }: Pick<WorkItem, 'codeSet' | 'code'>) => `${codeSet}/${code}`;

/** The text that counts for a code without one of its own is that of its family. */
async function familiesRead(
  payload: Payload,
  items: readonly Pick<WorkItem, 'codeSet' | 'code' | 'edition'>[],
  pins: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const families = new Map<string, string>();
  for (const [codeSet, some] of Map.groupBy(items, (item) => item.codeSet)) {
    const own = await ownTexts(payload, codeSet, pins);
    const held = await heldEditions(payload, codeSet);
    for (const { code, edition } of some) {
      const at = held.find(({ id }) => id === edition);
      if (!at || own(code) !== null) continue;
      const root = familyFinder((await codeTree(payload, held, at)).parentOf, own)(code);
      if (root !== null) families.set(codeKeyOf({ codeSet, code }), `${codeSet}/${root}`);
    }
  }
  return families;
}

type Line = { id: string; withdrawn: boolean; editors: string[] };

/** Every line of some codes, by `codeSet/code`. */
async function linesOf(payload: Payload, codeKeys: readonly string[]): Promise<Map<string, Line[]>> {
  const unique = [...new Set(codeKeys)];
  const lines = new Map<string, Line[]>();
  for (let start = 0; start < unique.length; start += 500) {
    const found = await payload.find({
      collection: 'explanations',
      where: { codeKey: { in: unique.slice(start, start + 500) } },
      draft: true,
      depth: 0,
      pagination: false,
      select: { codeKey: true, editors: true, state: true },
    });
    for (const { id, codeKey, editors, state } of found.docs) {
      if (!codeKey) continue;
      const line = {
        id,
        withdrawn: state === 'withdrawn',
        editors: (editors ?? []).map((one) => relationId(one) ?? ''),
      };
      lines.set(codeKey, [...(lines.get(codeKey) ?? []), line]);
    }
  }
  return lines;
}
