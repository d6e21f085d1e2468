import type { Ask } from './ask.ts';

/** The addresses that sitemaps name, each with its day, and what is wrong with the sitemaps, in words. */
export interface Sitemaps {
  addresses: ReadonlyMap<string, string>;
  faults: readonly string[];
}

/** The most addresses of a sitemap, and the most bytes (sitemaps.org, protocol 0.9). */
const mostAddresses = 50_000;
const mostBytes = 50 * 1024 * 1024;

const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** Reads every sitemap that robots.txt leads to. */
export async function readSitemaps(ask: Ask, origin: string): Promise<Sitemaps> {
  const addresses = new Map<string, string>();
  const faults: string[] = [];
  const read = async (address: string, root: 'sitemapindex' | 'urlset') => {
    const { status, text } = await ask(address.slice(origin.length));
    if (!address.startsWith(`${origin}/`) || status !== 200) faults.push(`${address}: it is not there`);
    else faults.push(...sitemapFaults(text, root).map((words) => `${address}: ${words}`));
    return entriesOf(text);
  };
  const [, index = ''] = /^Sitemap: (\S+)$/m.exec((await ask('/robots.txt')).text) ?? [];
  for (const [sitemap, newest] of await read(index, 'sitemapindex')) {
    let latest = '';
    for (const [address, day] of await read(sitemap, 'urlset')) {
      if (addresses.has(address)) faults.push(`${sitemap}: ${address} is named twice`);
      addresses.set(address, day);
      if (day > latest) latest = day;
    }
    if (latest !== newest) faults.push(`${sitemap}: its newest page is of ${latest}, not ${newest}`);
  }
  return { addresses, faults };
}

/** What keeps a file from being a sitemap, or an index of them, each entry with its day. */
export function sitemapFaults(text: string, root: 'sitemapindex' | 'urlset'): string[] {
  const entries = entriesOf(text);
  const element = root === 'urlset' ? 'url' : 'sitemap';
  const whole = new RegExp(
    `^<\\?xml version="1.0" encoding="UTF-8"\\?>\\n<${root} ${namespace}>\\n(?:<${element}><loc>[^<>]+</loc><lastmod>[^<>]+</lastmod></${element}>\\n)+</${root}>\\s*$`,
  );
  const badDay = entries.find(([, day]) => !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)));
  const badAddress = entries.find(([address]) => /&(?!amp;)/.test(address) || !URL.canParse(address));
  return [
    ...(whole.test(text) ? [] : ['it has parts that the protocol does not know, or no entry']),
    ...(entries.length > mostAddresses ? [`it names ${entries.length} addresses`] : []),
    ...(Buffer.byteLength(text) >= mostBytes ? ['it is too large'] : []),
    ...(badDay ? [`${badDay[1]} is no day`] : []),
    ...(badAddress ? [`${badAddress[0]} is no address`] : []),
  ];
}

const entriesOf = (text: string): [address: string, day: string][] =>
  Array.from(
    text.matchAll(/<loc>([^<]*)<\/loc><lastmod>([^<]*)<\/lastmod>/g),
    ([, address = '', day = '']) => [address, day],
  );
