import type { Payload } from 'payload';
import { heldEditions, visibleImports } from '../imports/held-editions.ts';
import { type SeenEditions, shownEdition } from '../releases/shown-edition.ts';
import { type CodeAddress, codeAddresses } from '../workflow/code-addresses.ts';
import type { ApprovedText } from './approved-texts.ts';
import { withoutLinks } from './without-links.ts';

/**
 * Takes links to codes that the desk does not hold out of the texts, and tells of each. `codeSets` are the ids
 * of the sets that have pages; an address that begins with none of them is no code's.
 */
export async function dropDeadLinks(
  payload: Payload,
  texts: ReadonlyMap<string, ApprovedText>,
  codeSets: ReadonlySet<string>,
  seen: SeenEditions,
  warn: (message: string) => void,
): Promise<Map<string, ApprovedText>> {
  const addresses = [...texts.values()]
    .flatMap(({ content }) => codeAddresses(content))
    .filter(({ codeSet }) => codeSets.has(codeSet));
  const held = await codesWithPages(payload, addresses, seen);
  const dead = new Set(
    addresses.filter(({ codeSet, code }) => !held.has(`${codeSet}/${code}`)).map(({ href }) => href),
  );
  if (dead.size === 0) return new Map(texts);
  const entries = [...texts].map(([codeKey, text]) => {
    const lost = codeAddresses(text.content).filter(({ href }) => dead.has(href));
    for (const { href } of lost)
      warn(
        `The text of ${codeKey} links to ${href}, which has no page: the words stay, the link is left out.`,
      );
    return [codeKey, lost.length > 0 ? withoutLinks(text, dead) : text] as const;
  });
  return new Map(entries);
}

/** A code has a page when a visible row up to the edition in force speaks of it. */
async function codesWithPages(
  payload: Payload,
  addresses: readonly CodeAddress[],
  seen: SeenEditions,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const [codeSet, some] of Map.groupBy(addresses, (address) => address.codeSet)) {
    const held = await heldEditions(payload, codeSet);
    const last = shownEdition(held, codeSet, seen)?.sequence ?? 0;
    const visible = visibleImports(held);
    const codes = [...new Set(some.map(({ code }) => code))];
    for (let start = 0; start < codes.length; start += 500) {
      const asked = { code: { in: codes.slice(start, start + 500) } };
      const where = {
        and: [{ codeSet: { equals: codeSet } }, { editionSequence: { less_than_equal: last } }, asked],
      };
      const page = await payload.db.find<{ code: string; import: string }>({
        collection: 'codes',
        where,
        limit: 0,
        pagination: false,
        select: { code: true, import: true },
      });
      for (const row of page.docs) if (visible.has(row.import)) found.add(`${codeSet}/${row.code}`);
    }
  }
  return found;
}
