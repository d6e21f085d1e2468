import { type Found, type Hit, inOneLine, longestQuery, lookUp, renderResults } from '@plaincode/search';
import { fillSearchPage } from '@plaincode/search/page';
import type { Context } from 'hono';
import type { SecurityHeaders } from '../http/security-headers.ts';
import type { CurrentRelease } from '../release/current-release.ts';
import type { FileBodies } from '../release/file-bodies.ts';
import type { WithheldPages } from '../release/withheld-pages.ts';
import type { ReleaseIndex } from './release-index.ts';

export interface SearchSite {
  releases: CurrentRelease;
  bodies: FileBodies;
  withheld: WithheldPages;
  index: ReleaseIndex;
  headers: SecurityHeaders;
}

/** The page of the release that results are put into. */
const searchPage = '/search/';

/** Codes on the page. */
const most = 60;

/**
 * `GET /search?q=…&active=1&billable=1`: the search page with its results in it, for readers without JavaScript. Whatever
 * goes wrong with the index, the page itself is served. No query is logged, kept, or passed on; null leaves the request
 * to the release's own files.
 */
export function answerSearch(site: SearchSite): (context: Context) => Promise<Response | null> {
  return async (context) => {
    const typed = inOneLine(context.req.query('q') ?? '').slice(0, longestQuery);
    const release = site.releases.get();
    const file = release?.find(searchPage);
    if (typed === '' || !release || !file) return null;
    const filters = {
      active: context.req.query('active') === '1',
      billable: context.req.query('billable') === '1',
    };
    const index = await site.index.of(release);
    if (!index) return null;
    const found = shown(await lookUp(index, { typed, filters, most }), site.withheld);
    const page = Buffer.from(await site.bodies.get(file, 'identity')).toString('utf8');
    const html = fillSearchPage(page, { typed, ...filters, results: renderResults(typed, found) });
    return new Response(html, {
      headers: {
        ...site.headers.page,
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'private, no-store',
        // The address holds what was typed: no other site is told it, nor where the reader came from.
        'Referrer-Policy': 'same-origin',
        'X-Robots-Tag': 'noindex',
      },
    });
  };
}

/** The index names what was taken down until the next publish. */
function shown(found: Found, withheld: WithheldPages): Found {
  const isKept = ({ path }: Hit) => !withheld.reasonOf(path);
  const groups = found.groups
    .map((group) => ({ ...group, hits: group.hits.filter(isKept) }))
    .filter(({ hits }) => hits.length > 0);
  const hits = groups.reduce((sum, group) => sum + group.hits.length, 0);
  const gone = found.groups.flatMap((group) => group.hits).filter((hit) => !isKept(hit));
  const codes = found.codes && {
    ...found.codes,
    notHeld: [...found.codes.notHeld, ...gone.map(({ display }) => display)],
  };
  return { ...found, groups, hits, codes };
}
