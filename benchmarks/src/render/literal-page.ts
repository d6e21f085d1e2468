import type { PublicCodePage } from '@plaincode/content-schemas';
import { escapeHtml } from '../../../apps/site/src/render/escape-html.ts';
import { registerAddress } from '../../../apps/site/src/render/lock.ts';
import { openTextOf, pageHead } from '../../../apps/site/src/render/page-head.ts';
import { wordsWithoutScripts } from '../../../apps/site/src/render/without-scripts.ts';
import { attribute, notMade } from './literal.ts';
import { literalEntry } from './literal-entry.ts';
import type { SiteOfPages } from './pages-file.ts';

/**
 * The whole HTML of a made record's page, byte for byte as the publisher writes it, by template literals alone: what a
 * generator in JavaScript can do at the least. Throws for what no made record shows.
 */
export function literalPage(page: PublicCodePage, { site, assets }: SiteOfPages): string {
  const head = pageHead(page, site);
  if (!head.indexed) notMade('a page that is kept out of search engines');
  const back = `?return=${encodeURIComponent(page.path)}`;
  const products = site.productBar.map(
    ({ href, label }) => `<li><a href="${attribute(href)}">${escapeHtml(label)}</a></li>`,
  );
  const sets = site.codeSets.map(
    ({ id, name, path }) =>
      `<li> <a href="${attribute(path)}"${id === page.codeSet.id ? ' aria-current="true"' : ''}> ${escapeHtml(name)} </a> </li>`,
  );
  const printed = page.notices.filter(({ uses }) => uses.includes('print') || uses.includes('line'));
  const notices = [...new Set(printed.map(({ text }) => text))].join(' ');
  return (
    '<!DOCTYPE html><html lang="en-US"> <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escapeHtml(head.title)}</title><meta name="description" content="${attribute(head.description)}"><link rel="canonical" href="${attribute(head.canonical)}">` +
    '<meta name="color-scheme" content="light dark"><meta name="theme-color" content="#fcfcf9" media="(prefers-color-scheme: light)"><meta name="theme-color" content="#14171a" media="(prefers-color-scheme: dark)">' +
    `<script type="application/ld+json">${literalData(page, site, head.title)}</script><link rel="icon" href="/favicon.svg" type="image/svg+xml">` +
    `<link rel="preload" href="${assets.font}" as="font" type="font/woff2" crossorigin><link rel="stylesheet" href="${assets.style}"></head>` +
    ' <body> <a class="skip" href="#content">Skip to the content</a> <div class="sheet"> <div class="screen">' +
    ` <nav class="products" aria-label="Products"> <ul> ${products.join('')} </ul> </nav>` +
    ` <header class="masthead"> <a class="brand" href="/">${escapeHtml(site.name)}</a> <nav class="sets" aria-label="Code sets"> <ul> ${sets.join('')} </ul> </nav>` +
    ' <form class="search-box" method="get" action="/search/" role="search" data-search-box> <label class="announcer" for="site-search">Search codes</label> <input id="site-search" name="q" type="search" maxlength="500" placeholder="Codes or words" autocomplete="off" autocapitalize="none" spellcheck="false" aria-keyshortcuts="/"> <button type="submit">Search</button> </form>' +
    ' <nav class="reader" aria-label="Your account" data-reader> <ul> <li data-for="account" hidden><a href="/account/">Account</a></li>' +
    ` <li data-for="guest"><a href="/login/${back}">Log in</a></li> <li data-for="guest"><a href="/register/${back}">Register</a></li> </ul> </nav> </header>` +
    ` <section class="views" aria-label="Your code page views"> <p data-views-text>\nFull explanations take a code page view.  <a href="${registerAddress(page.path)}">Register free account</a> to get more views.\n</p>` +
    ` <noscript>${wordsWithoutScripts(page)}</noscript> </section>` +
    ` <main id="content" tabindex="-1" data-page="${attribute(page.path)}">${literalEntry(page, site)}</main>` +
    ` <footer class="colophon"> <p><strong>${escapeHtml(site.name)}</strong> is published by ${escapeHtml(site.publisher)}.</p>` +
    ' <p>Explanations help to understand a code. For submission, the official code set and the payer’s rules decide.</p> <p class="colophon-links"><a href="/corrections/">Corrections</a> <a href="/notices/">Notices and licences</a> <a href="/api/privacy">Privacy</a></p> </footer> </div>' +
    ` <div class="print-foot" aria-hidden="true"> <p>${escapeHtml(page.codeSet.name)}, ${escapeHtml(page.edition.label)} · ${escapeHtml(site.origin)}${escapeHtml(page.path)}</p> <p>${escapeHtml(notices)}</p> </div>` +
    ` </div><script type="module" src="${assets.script}"></script></body> </html>`
  );
}

/** What search engines read, as JSON-LD. Written here again, since the site's own function needs the whole contract loaded. */
function literalData(page: PublicCodePage, site: SiteOfPages['site'], title: string): string {
  const { codeSet, displayCode, explanation, envelopes, path, related } = page;
  if (!explanation || page.corrections || envelopes.length === 0) notMade('an open or a corrected page');
  const { origin } = site;
  const url = `${origin}${path}`;
  const publisher = { '@type': 'Organization', name: site.publisher, url: `${origin}/` };
  const set = { name: codeSet.name, url: `${origin}/${codeSet.id}/` };
  const crumbs = [
    { name: set.name, path: `/${codeSet.id}/` },
    ...related.ancestors.map((one) => ({ name: one.displayCode, path: one.path })),
    { name: displayCode, path },
  ];
  const graph = [
    {
      '@type': 'MedicalWebPage',
      '@id': url,
      url,
      name: title,
      inLanguage: 'en-US',
      mainEntity: { '@id': `${url}#code` },
      publisher,
      lastReviewed: explanation.reviewed,
      dateModified: explanation.reviewed,
      reviewedBy: explanation.reviewer ? { '@type': 'Person', name: explanation.reviewer } : publisher,
      isAccessibleForFree: false,
      hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.gated' },
    },
    {
      '@type': 'MedicalCode',
      '@id': `${url}#code`,
      codeValue: displayCode,
      codingSystem: codeSet.name,
      inCodeSet: { '@type': 'CategoryCodeSet', ...set },
      name: page.title,
      description: openTextOf(page) ?? undefined,
    },
    {
      '@type': 'BreadcrumbList',
      itemListElement: crumbs.map((crumb, at) => ({
        '@type': 'ListItem',
        position: at + 1,
        name: crumb.name,
        item: `${origin}${crumb.path}`,
      })),
    },
  ];
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replaceAll('<', '\\u003c');
}
