import { type CodeLink, linkStanding, type PublicCodePage } from '@plaincode/content-schemas';

/**
 * The codes beside a page's own, with its own at its place among them, as a printed list has it. Empty where the code
 * has none beside it.
 */
export function bookOrder(
  page: Pick<
    PublicCodePage,
    'codeSet' | 'path' | 'displayCode' | 'title' | 'descriptors' | 'status' | 'related'
  >,
): CodeLink[] {
  const { siblings, previous, next } = page.related;
  if (siblings.length === 0) return [];
  const { path, displayCode, status } = page;
  const own: CodeLink = { path, displayCode, title: asNeighbour(page), ...linkStanding(status) };
  return siblings.toSpliced(placeAmong(siblings, displayCode, previous, next), 0, own);
}

/** Its neighbours are called by their descriptors, where those may be shown. */
function asNeighbour({
  codeSet,
  descriptors,
  title,
}: Pick<PublicCodePage, 'codeSet' | 'descriptors' | 'title'>): string {
  return codeSet.licensed || descriptors.locked ? title : descriptors.long.value;
}

/** The official order tells where both neighbours stand; between codes that have others under them, the letters do. */
function placeAmong(
  siblings: readonly CodeLink[],
  displayCode: string,
  previous: CodeLink | null,
  next: CodeLink | null,
): number {
  const before = siblings.findIndex(({ path }) => path === previous?.path);
  if (before >= 0) return before + 1;
  const after = siblings.findIndex(({ path }) => path === next?.path);
  if (after >= 0) return after;
  const later = siblings.findIndex((sibling) => sibling.displayCode > displayCode);
  return later < 0 ? siblings.length : later;
}
