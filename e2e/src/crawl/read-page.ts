/** What a page of the site says of itself and where it leads, as far as its HTML tells. */
export interface ReadPage {
  path: string;
  kind: 'code' | 'list' | 'code-set' | 'home' | 'other';
  title: string;
  description: string;
  /** Its canonical address. */
  canonical: string;
  indexed: boolean;
  ids: ReadonlySet<string>;
  /** Paths of this site that links and files of the page lead to, with their fragments. */
  targets: readonly string[];
  /** How many links each list of the page's content holds, and the content as a whole. */
  lists: readonly number[];
  linksInContent: number;
  /** Pages on which a reader goes further down from here. */
  below: readonly string[];
  /** Of a code: the page of the code, or of the set, that it stands under. */
  above: string | null;
  /** Its JSON-LD, as text. */
  data: string | null;
  /** Whether it holds an envelope, and a place for what is in it. */
  sealed: boolean;
  gated: boolean;
}

/** A text apart from the page that it was cut from, which would be kept in memory with it. */
const apart = (text: string): string => Buffer.from(text).toString();

/** Reads HTML as the site's templates write it: attributes in double quotes. `origin` is the one that it was published for. */
export function readPage(path: string, html: string, origin: string): ReadPage {
  const content = /<main\b[^>]*>(.*?)<\/main>/s.exec(html)?.[1] ?? '';
  const kind = kindOf(path, content);
  const trail = /<nav class="trail".*?<\/nav>/s.exec(content)?.[0] ?? '';
  return {
    path,
    kind,
    title: apart(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''),
    description: /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? '',
    canonical: apart(/<link rel="canonical" href="([^"]*)"/.exec(html)?.[1] ?? ''),
    indexed: !html.includes('<meta name="robots" content="noindex"'),
    ids: new Set(valuesOf(html, / id="([^"]*)"/g).map(apart)),
    targets: [...new Set(valuesOf(html, / (?:href|src)="([^"]*)"/g))].flatMap((href) =>
      onSite(href, path, origin),
    ),
    lists: valuesOf(content, /<(?:ul|ol|dl)\b[^>]*>(.*?)<\/(?:ul|ol|dl)>/gs).map(
      (list) => linksIn(list).length,
    ),
    linksInContent: linksIn(content).length,
    below: kind === 'code' ? linksIn(underCode(content)) : linksIn(content.replace(trail, '')),
    above: kind === 'code' ? (linksIn(trail).at(-1) ?? null) : null,
    data: /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html)?.[1] ?? null,
    sealed: html.includes('<template data-envelope'),
    gated: html.includes('class="gated"'),
  };
}

const kinds = { entry: 'code', 'list-page': 'list', 'set-page': 'code-set', home: 'home' } as const;

/** Notices and corrections look like lists of codes, and are none. */
const ownPages = /^\/(?:notices|corrections)\//;

function kindOf(path: string, content: string): ReadPage['kind'] {
  const [, name = ''] = /^\s*<\w+ class="([^"]*)"/.exec(content) ?? [];
  return name in kinds && !ownPages.test(path) ? kinds[name as keyof typeof kinds] : 'other';
}

/** A header's codes stand under its caution, those of another code in a column of their own. */
function underCode(content: string): string {
  const caution = /<div class="caution".*?<\/div>/s.exec(content)?.[0] ?? '';
  const column = /<h3 id="under">.*?<\/ul>/s.exec(content)?.[0] ?? '';
  return caution + column;
}

const linksIn = (html: string): string[] => valuesOf(html, /<a\b[^>]*? href="([^"]*)"/g).map(apart);

const valuesOf = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, value = '']) => value);

/** What the gate does when it is asked (an export of an account), and whither a form leads back, are no pages of their own. */
function onSite(href: string, path: string, origin: string): string[] {
  const address = new URL(href.replaceAll('&amp;', '&'), origin + path);
  address.searchParams.delete('return');
  const { origin: leadsTo, pathname, search, hash } = address;
  return leadsTo === origin && !pathname.startsWith('/api/') ? [pathname + search + hash] : [];
}
