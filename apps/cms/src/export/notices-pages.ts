import type { CodeSet, NoticesPageRecord } from '@plaincode/content-schemas';
import { codeSetPath } from './page-path.ts';
import type { Rights } from './rights.ts';

/**
 * A page for every rights holder with a notice in use, and the one that names them all. `labels` are those of editions
 * with pages, by their ids; a notice for a whole set is named by the set. One for a set or an edition of which the site
 * has no page stands with no text here, and is left out.
 */
export function noticesPages(
  rights: Rights,
  codeSets: readonly CodeSet[],
  labels: ReadonlyMap<string, string>,
): NoticesPageRecord[] {
  const names = new Map([...labels, ...codeSets.map(({ id, name }) => [id, name] as const)]);
  const pages = [...rights.holders.values()].flatMap((holder): NoticesPageRecord[] => {
    const notices = rights.notices.flatMap((notice) => {
      const name = notice.edition === null ? null : names.get(notice.edition);
      return notice.rightsHolder === holder.id && name !== undefined
        ? [{ ...notice, editionLabel: name }]
        : [];
    });
    if (notices.length === 0) return [];
    const sets = codeSets.filter(({ rightsHolder }) => rightsHolder === holder.id);
    return [
      {
        kind: 'notices',
        path: `/notices/${holder.id}/`,
        holder,
        holders: [],
        codeSets: sets.map((codeSet) => ({ path: codeSetPath(codeSet.id), codeSet })),
        notices,
      },
    ];
  });
  const holders = pages.map(({ path, holder }) => ({ path, name: holder?.name ?? path }));
  return [{ kind: 'notices', path: '/notices/', holder: null, holders, codeSets: [], notices: [] }, ...pages];
}
