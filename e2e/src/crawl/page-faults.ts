import type { ReadPage } from './read-page.ts';
import { dataFaults } from './structured-data.ts';

/** The most links that a list may have, and all lists of a page that is one. */
const mostLinks = 200;

/** What is wrong with a page by itself, each in words that begin with its path. */
export function pageFaults(page: ReadPage, origin: string): string[] {
  const { path, title, description, kind, linksInContent, lists, below } = page;
  const longest = kind === 'list' ? linksInContent : Math.max(0, ...lists);
  const found = [
    title.length > 5 && title.length < 140 ? [] : [`its title has ${title.length} characters`],
    description.length > 10 && description.length < 320
      ? []
      : [`its description has ${description.length} characters`],
    page.canonical.startsWith(`${origin}/`) ? [] : [`its canonical address is "${page.canonical}"`],
    longest > mostLinks ? [`a list has ${longest} links`] : [],
    (kind === 'list' || kind === 'code-set') && below.length === 0 ? ['a list leads no further'] : [],
    page.targets.filter((target) => isOwnFragment(target, page)).map((target) => `nothing is at ${target}`),
    dataFaults(page, origin),
  ];
  return found.flat().map((words) => `${path}: ${words}`);
}

function isOwnFragment(target: string, { path, ids }: ReadPage): boolean {
  const [page, fragment] = target.split('#');
  return page === path && fragment !== undefined && fragment !== '' && !ids.has(fragment);
}
