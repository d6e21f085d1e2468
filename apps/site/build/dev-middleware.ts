import { exampleSiteSettings, examples } from '@plaincode/content-schemas/examples';
import { createPagePreparer } from '@plaincode/publish/record';
import type { MiddlewareHandler } from 'astro';
import { readEnvelope } from '../src/render/envelopes.ts';
import { renderPart } from '../src/render/parts.ts';

// `astro dev` only: shows the content contract's named examples, sealed with keys that open nothing else.

const noKey = 'A'.repeat(43);
const prepare = createPagePreparer(
  { renderPart, readEnvelope },
  { rootKeys: { current: 'dev', keys: { dev: noKey } }, revisionKey: noKey },
);

/** Gives a page's template its example, by path; an address that no example has gets the home page. */
export const onRequest: MiddlewareHandler = (context, next) => {
  const records = Object.values(examples);
  const record =
    records.find(({ path }) => path === context.url.pathname) ?? records.find(({ kind }) => kind === 'home');
  const prepared = record && prepare(record);
  if (!prepared || 'reasons' in prepared)
    return new Response('No example for this address.', { status: 404 });
  Object.assign(context.locals, { page: prepared.page, site: exampleSiteSettings });
  return next();
};
