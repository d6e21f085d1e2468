import type { Payload } from 'payload';
import { findNotices, isLine, type Rights, readRights } from '../export/rights.ts';
import { codeSystems } from '../imports/code-systems.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import type { Pair } from '../workflow/work-item-changes.ts';

/** The notices printed under the official texts of two editions where they differ; null where they are the same or one lacks. */
export async function noticeChange(
  payload: Payload,
  from: HeldEdition,
  to: HeldEdition,
): Promise<Pair<string> | null> {
  const system = (await codeSystems(payload)).find(({ slug }) => slug === to.codeSet);
  if (!system) return null;
  const { slugOf, ...rights } = await readRights(payload);
  const holder = slugOf(system.rightsHolder);
  const [before, after] = [from, to].map((edition) => noticeOf(rights, holder, edition));
  return before && after && before !== after ? { before, after } : null;
}

function noticeOf(
  rights: Pick<Rights, 'notices'>,
  holder: string,
  { codeSet, id }: HeldEdition,
): string | null {
  const found = findNotices(rights, holder, codeSet, id);
  // Terms that readers accept are printed nowhere.
  return (
    found
      ?.filter(isLine)
      .map(({ text }) => text)
      .join('\n') ?? null
  );
}
