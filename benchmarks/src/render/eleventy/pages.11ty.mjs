import { readFileSync } from 'node:fs';

const pieces = JSON.parse(readFileSync(process.env.BENCH_PIECES_FILE, 'utf8'));

export const data = {
  pagination: { data: 'pages', size: 1, alias: 'one' },
  eleventyExcludeFromCollections: true,
  permalink: ({ one }) => `${one.path}index.html`,
};

export function render({ one }) {
  let text = pieces[0];
  for (const [at, value] of one.values.entries()) text += value + pieces[at + 1];
  return text;
}
