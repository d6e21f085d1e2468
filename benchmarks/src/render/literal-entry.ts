import type { PublicCodePage, SiteSettings } from '@plaincode/content-schemas';
import { bookOrder } from '../../../apps/site/src/render/book-order.ts';
import { renderCodeLinks } from '../../../apps/site/src/render/code-links.ts';
import { cautionOf, changeWords, codeNoun, statusWords } from '../../../apps/site/src/render/code-words.ts';
import { envelopeHtml } from '../../../apps/site/src/render/envelopes.ts';
import { escapeHtml } from '../../../apps/site/src/render/escape-html.ts';
import { formatDay } from '../../../apps/site/src/render/format-date.ts';
import { sectionOfCodes } from '../../../apps/site/src/render/hcpcs-sections.ts';
import { renderLock } from '../../../apps/site/src/render/lock.ts';
import { newestEdition } from '../../../apps/site/src/render/newest-edition.ts';
import { notPrintedWords } from '../../../apps/site/src/render/not-printed.ts';
import { noticeOfSource, renderNotice } from '../../../apps/site/src/render/notices.ts';
import { renderDescriptors, renderSectionData } from '../../../apps/site/src/render/parts.ts';
import { renderSources } from '../../../apps/site/src/render/provenance.ts';
import { renderRichText } from '../../../apps/site/src/render/rich-text.ts';
import { attribute, notMade } from './literal.ts';

type Section = PublicCodePage['sections'][number];
type Link = PublicCodePage['related']['siblings'][number];

/** What stands in the page's main place: the code with its texts, and the envelopes. */
export function literalEntry(page: PublicCodePage, site: SiteSettings): string {
  const empty = page.sections.some(isEmpty);
  return (
    `<article class="entry"> ${heading(page)} <div class="entry-text"> ${descriptor(page)} ${explanation(page, site)} ${callout(page, site)}` +
    ` ${page.sections.map((one) => section(one, page)).join('')} ${empty ? '<p class="part-note">“No data held” does not mean “none”: check the official source.</p>' : ''} ${notPrinted(page)} </div>` +
    ` ${facts(page)} ${related(page)} ${report(page)} </article> <p class="announcer" role="status" aria-live="polite" data-announcer></p> ` +
    page.envelopes.map(envelopeHtml).join('')
  );
}

function notPrinted({ sections }: PublicCodePage): string {
  const locked = sections.filter(({ state }) => state === 'locked').map(({ title }) => title);
  const words = notPrintedWords(['Common Language Description', ...locked]);
  return `<p class="not-printed" data-not-printed>${escapeHtml(words ?? '')}</p>`;
}

const code = (displayCode: string) => `<span class="code">${escapeHtml(displayCode)}</span>`;

function heading(page: PublicCodePage): string {
  if (cautionOf(page)) notMade('a code with a caution');
  const { codeSet, displayCode, title } = page;
  const { chapters, ancestors, previous, next } = page.related;
  if (chapters) notMade('a code in a chapter');
  if (!previous || !next) notMade('a code without neighbours');
  const above = ancestors.map(
    (one) =>
      `<li> <a href="${attribute(one.path)}" title="${attribute(one.title)}">${code(one.displayCode)}</a> </li>`,
  );
  const guide = (rel: string, word: string, link: Link) =>
    `<a rel="${rel}" href="${attribute(link.path)}"> <span class="guide-word">${word}</span> ${code(link.displayCode)} </a>`;
  const length = title.length > 220 ? 'long' : title.length > 90 ? 'medium' : 'short';
  const standing = [...statusWords(page), changeWords(page)].filter((words) => words !== null);
  const copies = [...new Set([displayCode, page.code])].map(
    (one) =>
      `<button class="button-quiet" type="button" data-copy="${attribute(one)}">Copy ${escapeHtml(one)}</button>`,
  );
  return (
    '<header class="entry-head"> <div class="running-head"> <nav class="trail" aria-label="Hierarchy"> <ol>' +
    ` <li><a href="/${attribute(codeSet.id)}/">${escapeHtml(codeSet.name)}</a></li> ${sectionAbove(page)}  ${above.join('')} <li aria-current="page">${code(displayCode)}</li> </ol> </nav>` +
    ` <nav class="guide" aria-label="Previous and next code"> ${guide('prev', 'Previous', previous)} ${guide('next', 'Next', next)} </nav> </div>` +
    ` <h1> <span class="entry-code">${escapeHtml(displayCode)}</span>  <span class="entry-title" data-length="${length}">${escapeHtml(title)}</span> </h1>` +
    ` <div class="entry-line"> <ul class="standing" data-state="${page.status.state}"> ${standing.map((words) => `<li>${escapeHtml(words)}</li>`).join('')} <li>Edition: ${escapeHtml(page.edition.label)}</li> </ul>` +
    ` <p class="copies" data-copies> ${copies.join('')} </p> </div>  </header>`
  );
}

function sectionAbove({ codeSet, displayCode: start, path }: PublicCodePage): string {
  const found = sectionOfCodes(codeSet, { start, path });
  return found ? `<li class="trail-section">${found.letter}: ${escapeHtml(found.name)}</li>` : '';
}

function descriptor(page: PublicCodePage): string {
  const { descriptors } = page;
  if (descriptors.locked || page.wordedFrom) notMade('a descriptor that is sealed or to come');
  const notice = renderNotice(noticeOfSource(page, descriptors.long.source));
  return `<section class="part" aria-labelledby="descriptor"> <h2 id="descriptor" tabindex="-1">Official Description</h2> ${notice}  ${renderDescriptors(descriptors)} </section>`;
}

function explanation(
  { explanation, notices, path, corrections }: PublicCodePage,
  site: SiteSettings,
): string {
  if (!explanation?.locked || explanation.inheritedFrom || corrections) notMade('a text that is not metered');
  const { tier, lead, words, reviewed, reviewer } = explanation;
  const notice = renderNotice(notices.find(({ id }) => id === explanation.notice));
  const by = reviewer ? `${reviewer}, ${site.publisher}` : site.publisher;
  return (
    `<section class="part" aria-labelledby="explanation"> <h2 id="explanation" tabindex="-1">Common Language Description</h2> ${notice}  ` +
    `<div class="gated" data-part="explanation" data-tier="${tier}" data-words="${words}"> ${lead ? `<div class="prose lead">${renderRichText(lead)}</div>` : ''} ${renderLock(tier, path)} </div>` +
    ` <p class="reviewed">\nReviewed on <time datetime="${reviewed}">${formatDay(reviewed)}</time> by ${escapeHtml(by)}.\n</p>  </section>`
  );
}

function callout({ codeSet, codeType, displayCode }: PublicCodePage, site: SiteSettings): string {
  if (!site.callout) return '';
  const { href, action } = site.callout;
  return (
    `<aside class="callout" aria-label="Questions"> <p>Have a question about ${escapeHtml(codeSet.shortName)} ${codeNoun(codeType)} ${escapeHtml(displayCode)}?</p>` +
    ` <a class="button" href="${attribute(href)}">${escapeHtml(action)}</a> </aside>`
  );
}

const isEmpty = (section: Section) => section.state === 'no-text' && section.data.length === 0;

function section(one: Section, page: PublicCodePage): string {
  const { id, title, state, data } = one;
  if (state === 'open') notMade('an open section');
  const empty = isEmpty(one);
  const summary = state === 'locked' ? `<p class="summary">${escapeHtml(one.summary)}</p>` : '';
  const text =
    state === 'locked'
      ? `<div class="gated" data-part="${id}" data-tier="${one.tier}">${renderLock(one.tier, page.path)}</div>`
      : empty
        ? '<p class="absent">No data held</p>'
        : '';
  return (
    `<section class="part${empty ? ' part-empty"' : `" aria-labelledby="${id}"`}> <h2 id="${id}" tabindex="-1">${escapeHtml(title)}</h2>` +
    ` ${summary} ${text} ${renderSectionData(data, page.sources)} </section>`
  );
}

function facts(page: PublicCodePage): string {
  const { dates, displayCode, edition, history, indicators, sources, rightsHolders } = page;
  const [standing, ...earlier] = history;
  if (dates.added || dates.effective || dates.terminated || indicators.length > 0)
    notMade('dates and indicators');
  if (
    !standing?.held ||
    standing.change ||
    earlier.length > 0 ||
    standing.edition.effective < edition.effective
  )
    notMade('a history of several editions');
  const { effective, label } = standing.edition;
  const newest = newestEdition(page);
  const billable = standing.billable === null ? '' : ` data-billable="${standing.billable}"`;
  return (
    '<aside class="facts" aria-label="Facts about this code">   <section aria-labelledby="history"> <h2 id="history">History</h2>' +
    ` <ol class="fact-list" data-history data-code="${attribute(displayCode)}">  <li data-from="${effective}" data-label="${attribute(label)}" data-held="true"${billable}>` +
    ` <span class="label">${escapeHtml(label)}</span>  <span> Earliest edition held  </span> </li> </ol>` +
    ` <form class="as-of" data-as-of data-newest="${attribute(newest.label)}" data-newest-from="${newest.from}" data-due="${newest.due}">` +
    ' <label for="as-of-day">On a date of service</label> <span class="as-of-row"> <input id="as-of-day" name="on" type="date" required aria-invalid="false" max="2999-12-31"> <button class="button-quiet" type="submit">Look up</button> </span> <p class="as-of-answer" role="status" data-as-of-answer></p> </form> </section>' +
    ` <section aria-labelledby="sources"> <h2 id="sources">Where this comes from</h2> ${renderSources(sources, rightsHolders)} </section> </aside>`
  );
}

function related(page: PublicCodePage): string {
  const { ancestors, children, previous, next } = page.related;
  const beside = bookOrder(page);
  const elsewhere = [previous, next].filter(
    (link) => link !== null && !beside.some(({ path }) => path === link.path),
  );
  if (children.length > 0 || elsewhere.length > 0) notMade('a code with others under or far from it');
  const column = (id: string, title: string, links: readonly Link[]) =>
    links.length > 0
      ? `<div> <h3 id="${id}">${title}</h3> ${renderCodeLinks(links, 'codes', page.path)} </div>`
      : '';
  return (
    '<section class="related" aria-labelledby="related"> <h2 id="related">Related codes</h2> <div class="related-columns">' +
    ` ${column('above', 'Above this code', ancestors)}${column('beside', 'Around this code', beside)} </div> </section>`
  );
}

function report({ path, sections }: PublicCodePage): string {
  const places = sections.map(({ id, title }) => `<option value="${id}">${escapeHtml(title)}</option>`);
  return (
    '<details class="report" data-report> <summary>Report an error on this page</summary> <form class="account-form" method="post" action="/api/errata" data-report-form> <p class="form-error" role="alert" data-form-error hidden></p>' +
    ` <input type="hidden" name="page" value="${attribute(path)}"> <div class="field"> <label for="report-words">What is wrong?</label> <p class="hint" id="report-hint">Do not enter patient information.</p>` +
    ' <textarea id="report-words" name="words" rows="5" required aria-invalid="false" minlength="10" maxlength="2000" aria-describedby="report-hint report-words-error"></textarea> <p class="field-error" id="report-words-error" data-error-for="words" hidden></p> </div>' +
    ' <div class="field"> <label for="report-place">Where<span class="optional"> (optional)</span></label> <select id="report-place" name="place"> <option value="">Anywhere on the page</option>' +
    ` <option value="descriptor">Official Description</option><option value="explanation">Common Language Description</option>${places.join('')} </select> </div>` +
    ' <div class="field"> <label for="report-email">E-mail, if you would like an answer<span class="optional"> (optional)</span></label> <input id="report-email" name="email" type="email" autocomplete="email" maxlength="254" aria-describedby="report-email-error"> <p class="field-error" id="report-email-error" data-error-for="email" hidden></p> </div>' +
    ' <p class="trap" aria-hidden="true"><label>Leave this empty <input name="website" tabindex="-1" autocomplete="off"></label></p> <button class="button" type="submit">Send report</button> </form> <p class="report-sent" tabindex="-1" data-report-sent hidden></p> </details>'
  );
}
