import { crc32 } from 'node:zlib';
import type { CodePageRecord, PageRecord } from '@plaincode/content-schemas';

/**
 * What a page shows, part by part, each with a digest: `explanation`, `section Guidelines`, `notice of Centers for Medicare
 * & Medicaid Services`, `neighbour J9001`. By it a plan can say why a page is rendered again. As one line of text, since it
 * is kept for every page: `name` and digest, with a tab between and a line end after.
 */
export function partsOf(record: PageRecord): string {
  const parts: [name: string, shown: unknown][] =
    record.kind === 'code' ? codeParts(record) : [['entries', record]];
  return parts.map(([name, shown]) => `${name}\t${digest(JSON.stringify(shown))}`).join('\n');
}

function codeParts(record: CodePageRecord): [string, unknown][] {
  const { explanation, sections, descriptors, title, related, notices, rightsHolders, sources, ...facts } =
    record;
  const { ancestors, children, siblings, previous, next } = related;
  const holders = new Map(rightsHolders.map(({ id, name }) => [id, name]));
  const neighbours = [...ancestors, ...children, ...siblings, previous, next].filter((one) => one !== null);
  return [
    ['explanation', explanation],
    ...sections.map((section): [string, unknown] => [`section ${section.title}`, section]),
    ['descriptor', [descriptors, title]],
    ...notices.map(({ rightsHolder, edition, ...notice }): [string, unknown] => [
      `notice of ${holders.get(rightsHolder) ?? rightsHolder}${edition ? ` ${edition}` : ''}`,
      notice,
    ]),
    ...neighbours.map((neighbour): [string, unknown] => [`neighbour ${neighbour.displayCode}`, neighbour]),
    ['sources', sources],
    ['official facts', facts],
  ];
}

/** What differs between a page as it was and as it is to be, in words: `explanation`, `neighbour J9001 new`. */
export function changedParts(before: string, now: string): string[] {
  const [then, next] = [readParts(before), readParts(now)];
  const changed: string[] = [];
  for (const [name, mark] of next) {
    const held = then.get(name);
    if (held === undefined) changed.push(`${name} new`);
    else if (held !== mark) changed.push(name);
  }
  for (const name of then.keys()) if (!next.has(name)) changed.push(`${name} gone`);
  return changed;
}

const readParts = (text: string): Map<string, string> =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [name = '', mark = ''] = line.split('\t');
      return name === '' ? [] : [[name, mark] as const];
    }),
  );

/** CRC-32: a reason may be missed once in four thousand million, and no page is rendered by it. */
const digest = (text: string): string => crc32(text).toString(36);
