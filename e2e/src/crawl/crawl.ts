import { createHash } from 'node:crypto';
import type { Answer, Ask } from './ask.ts';
import { pageFaults } from './page-faults.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { readSitemaps } from './sitemaps.ts';
import { crumbPaths } from './structured-data.ts';

/** What a crawl of a whole site found. */
export interface Crawl {
  /** Every page that links lead to, by its path. */
  pages: ReadonlyMap<string, CrawledPage>;
  /** Everything that was asked for: pages, and the files that they need. */
  asked: number;
  listed: number;
  /** In words, each with the path that it is about. */
  faults: readonly string[];
}

export type CrawledPage = Pick<ReadPage, 'kind' | 'indexed' | 'canonical' | 'linksInContent' | 'sealed'>;

/** Whom a crawl tells how far it is, and of each fault as it is found. */
export interface Told {
  onProgress?: (asked: number, known: number) => void;
  onFault?: (fault: string) => void;
}

/** Files that pages need: it is enough that they are there. */
const notPages = /^\/assets\/|\.\w+$/;

const atOnce = 16;

/**
 * Follows every link of a site from its first page on, and tells what is wrong: links that lead nowhere or elsewhere, lists
 * that are too long or lead no further, codes and lists that no list leads to, pages with faults of their own, and sitemaps that do
 * not name just the pages that they should. `origin` is the one that the site was published for.
 */
export async function crawl(ask: Ask, origin: string, told: Told = {}): Promise<Crawl> {
  const faults: string[] = [];
  const onFaults = (some: readonly string[]) => {
    faults.push(...some);
    for (const fault of some) told.onFault?.(fault);
  };
  const walk = createWalk(ask, origin, { ...told, onFaults });
  await walk.from('/');
  const { pages } = walk;
  onFaults([...walk.lostCodes(), ...walk.lostLists(), ...walk.lostFragments(), ...walk.sharedTitles()]);
  const sitemaps = await readSitemaps(ask, origin);
  onFaults([...sitemaps.faults, ...unlikeSitemaps(pages, sitemaps.addresses, origin)]);
  return { pages, asked: walk.asked(), listed: sitemaps.addresses.size, faults };
}

function createWalk(
  ask: Ask,
  origin: string,
  { onFaults, onProgress }: Told & { onFaults: (faults: readonly string[]) => void },
) {
  const pages = new Map<string, CrawledPage>();
  const queue: string[] = [];
  /** Who led to a path first: a link that leads nowhere is told with the page that it stands on. */
  const knownFrom = new Map<string, string>();
  const above = new Map<string, string | null>();
  const below = new Map<string, Set<string>>();
  const titles = new Map<string, string[]>();
  const ids = new Map<string, ReadonlySet<string>>();
  const fragments: { from: string; path: string; fragment: string }[] = [];
  let done = 0;

  const follow = (path: string, from: string) => {
    if (knownFrom.has(path)) return;
    knownFrom.set(path, from);
    queue.push(path);
  };

  const take = (path: string, { status, text }: Answer) => {
    done += 1;
    if (status !== 200) onFaults([`${knownFrom.get(path)}: ${path} is answered with ${status}`]);
    if (status !== 200 || notPages.test(path)) return;
    const page = readPage(path, text, origin);
    const { kind, indexed, canonical, linksInContent, sealed } = page;
    pages.set(path, { kind, indexed, canonical, linksInContent, sealed });
    onFaults(pageFaults(page, origin));
    titles.set(page.title, [...(titles.get(page.title) ?? []), path]);
    if (kind === 'code') above.set(path, page.above);
    if (kind !== 'other') below.set(path, new Set(page.below));
    if (kind !== 'code') ids.set(path, page.ids);
    for (const target of [...page.targets, ...crumbPaths(page, origin)]) {
      const [leadsTo = '', fragment = ''] = target.split('#');
      if (fragment !== '' && leadsTo !== path) fragments.push({ from: path, path: leadsTo, fragment });
      follow(leadsTo, path);
    }
  };

  const visit = async (path: string) => {
    take(path, await ask(path));
    onProgress?.(done, knownFrom.size);
  };

  return {
    pages,
    asked: () => done,
    async from(start: string) {
      follow(start, start);
      while (queue.length > 0) await Promise.all(queue.splice(0, atOnce).map(visit));
    },
    /** Codes that stand on no list, nor on the page of the code above them. */
    lostCodes(): string[] {
      const onLists = new Set<string>();
      for (const [path, paths] of below) if (!above.has(path)) for (const one of paths) onLists.add(one);
      return [...above]
        .filter(([path, parent]) => !onLists.has(path) && !(parent && below.get(parent)?.has(path)))
        .map(([path]) => `${path}: no list leads to it`);
    },
    /** Lists to which one comes from the first page only by way of a code: what stands on them could as well be lost. */
    lostLists(): string[] {
      const reached = new Set(['/']);
      for (const path of reached)
        if (!above.has(path)) for (const one of below.get(path) ?? []) reached.add(one);
      return [...below.keys()]
        .filter((path) => !above.has(path) && !reached.has(path))
        .map((path) => `${path}: no list leads to it from the first page`);
    },
    lostFragments: () =>
      fragments
        .filter(({ path, fragment }) => ids.get(path)?.has(fragment) === false)
        .map(({ from, path, fragment }) => `${from}: nothing is at ${path}#${fragment}`),
    sharedTitles: () =>
      [...titles]
        .filter(([, paths]) => paths.length > 1)
        .map(([title, paths]) => `${paths.slice(0, 5).join(' ')}: all have the title "${title}"`),
  };
}

/** Kinds of which sitemaps name every page that search engines may show under its own address. */
const inSitemaps: readonly ReadPage['kind'][] = ['code', 'list', 'code-set'];

/** Sitemaps name these pages and no other. */
function unlikeSitemaps(
  pages: ReadonlyMap<string, CrawledPage>,
  named: ReadonlyMap<string, string>,
  origin: string,
): string[] {
  const wanted = new Set<string>();
  for (const [path, { kind, indexed, canonical }] of pages)
    if (inSitemaps.includes(kind) && indexed && canonical === origin + path) wanted.add(canonical);
  return [
    ...[...wanted].filter((address) => !named.has(address)).map((one) => `${one}: no sitemap names it`),
    ...[...named.keys()].filter((one) => !wanted.has(one)).map((one) => `${one}: a sitemap names it`),
  ];
}

/** Pages to which no link leads, or that answer with more than a release holds: a running site's. */
export const furtherPages = [
  '/404.html',
  '/no-such-page/',
  '/search/?q=diabetes',
  '/search/?q=zzzzqqq',
  '/search/?q=E11.',
  '/search/?q=E11.9,I10,Q99.99',
  '/privacy/',
  '/api/account/check-mail',
  '/api/account/verify?token=none',
  '/api/account/reset?token=none',
];

/** Of each kind of page at most `most`, the same each time and from all over the site. */
export function samplePages(pages: Crawl['pages'], most: number): string[] {
  const kinds = Map.groupBy(pages, ([path, { kind, indexed, sealed }]) =>
    [path.split('/')[1], kind, indexed, sealed].join(' '),
  );
  return [...kinds.values()].flatMap((some) =>
    some
      .map(([path]) => ({ path, place: createHash('sha256').update(path).digest('hex') }))
      .sort((a, b) => (a.place < b.place ? -1 : 1))
      .slice(0, most)
      .map(({ path }) => path),
  );
}
