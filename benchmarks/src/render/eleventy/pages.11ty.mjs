import { literalPage } from '../literal-page.ts';
import { readSite } from '../pages-file.ts';

const site = readSite(process.env.BENCH_SITE_FILE);

export const data = {
  pagination: { data: 'pages', size: 1, alias: 'one' },
  eleventyExcludeFromCollections: true,
  permalink: ({ one }) => `${one.path}index.html`,
};

export const render = ({ one }) => literalPage(one, site);
