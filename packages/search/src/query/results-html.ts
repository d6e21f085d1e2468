import type { Found, Hit } from './lookup.ts';
import { stateWords } from './state-words.ts';

/** Characters of a query that are taken: about sixty codes. */
export const longestQuery = 500;

/** What stands around the results in the search page, for the gate to put them there. */
export const resultsStart = '<!--results-->';
export const resultsEnd = '<!--/results-->';

/** What was found, as the search page shows it: a list for each code set. `typed` is what was asked. */
export function renderResults(typed: string, found: Found): string {
  const { groups, hits, codes } = found;
  if (typed.trim() === '') return '';
  if (hits === 0 && codes === null)
    return (
      `<p class="search-none" role="status">No code was found for “${escapeHtml(typed.trim())}”. ` +
      'Try fewer words, the beginning of a word, or the beginning of a code.</p>'
    );
  const lists = groups.map(
    ({ name, hits: some }) =>
      `<section><h2>${escapeHtml(name)}</h2><ul class="codes codes-wide">${some.map(item).join('')}</ul></section>`,
  );
  return `<p class="search-count" role="status">${escapeHtml(countWords(found))}</p>${lists.join('')}`;
}

/** What is said of codes that have not all that was typed. */
export const nearWords = 'No code has all that was typed. Near it';

/** `1 code found`, the best first: a search shows the best it has, and says where those are not all. */
export function countWords(found: Pick<Found, 'hits' | 'near' | 'whole' | 'codes'>): string {
  const { hits, near, whole, codes } = found;
  const many = `${hits} ${hits === 1 ? 'code' : 'codes'}`;
  if (codes) {
    const shown = whole ? `${many} found, in the order typed` : `The first ${many} of those typed`;
    return [hits === 0 ? 'No code found' : shown, ...missingWords(codes)].join('. ');
  }
  if (hits === 0) return 'No code found';
  if (near) return `${nearWords}: ${many}, the best first`;
  return whole ? `${many} found, the best first` : `The best ${many} of more: type on to narrow them`;
}

/** What is said of codes that were typed and are not shown: `Not held: X99.9`. */
export function missingWords({ notHeld, hidden }: NonNullable<Found['codes']>): string[] {
  const said = [
    ['Not held', notHeld],
    ['Hidden by the filters', hidden],
  ] as const;
  return said.flatMap(([words, some]) => (some.length > 0 ? [`${words}: ${some.join(', ')}`] : []));
}

/** What was asked, in one line: a field has no others, and would join the codes of two. */
export const inOneLine = (typed: string): string => typed.trim().replace(/\s+/g, ' ');

const item = (hit: Hit): string => `<li><a href="${escapeHtml(hit.path)}">${renderHit(hit)}</a></li>`;

/** The inside of one result's link. */
export function renderHit({ display, title, state, from, billable }: Hit): string {
  const word = stateWords(state, from) || (billable ? '' : 'Header');
  const mark = word && ` <span class="state${word === 'Header' ? ' state-header' : ''}">${word}</span>`;
  return (
    `<span class="code">${escapeHtml(display)}</span> ` +
    `<span class="code-title">${escapeHtml(title)}${mark}</span>`
  );
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The search page with a query in its form and the results in their place. */
export function fillSearchPage(
  html: string,
  asked: { typed: string; active: boolean; billable: boolean; results: string },
): string {
  const { typed, active, billable, results } = asked;
  let filled = html.replace(
    'data-search-words value=""',
    () => `data-search-words value="${escapeHtml(typed)}"`,
  );
  for (const [name, on] of Object.entries({ active, billable })) {
    const mark = `data-search-filter="${name}"`;
    if (on) filled = filled.replace(mark, `${mark} checked`);
  }
  const start = filled.indexOf(resultsStart);
  const end = filled.indexOf(resultsEnd);
  if (start < 0 || end < start) return filled;
  return filled.slice(0, start + resultsStart.length) + results + filled.slice(end);
}
