import type { SSRResult } from 'astro';
import {
  addAttribute,
  type ComponentSlots,
  createComponent,
  Fragment,
  markHTMLString,
  maybeRenderHead,
  renderComponent,
  renderHead,
  renderScript,
  renderSlot,
  renderTemplate,
  renderToString,
} from 'astro/runtime/server/index.js';
import { expect, it } from 'vitest';
import { writeHtml } from './write-html.ts';

/** As much of a request's state as components need. */
const makeResult = () =>
  ({
    compressHTML: true,
    styles: new Set([{ props: { rel: 'stylesheet', href: '/site.css' }, children: '' }]),
    scripts: new Set(),
    links: new Set(),
    inlinedScripts: new Map(),
    resolve: async (id: string) => `/assets/${id}.js`,
    clientDirectives: new Map(),
    _metadata: {
      hasRenderedHead: false,
      headInTree: false,
      renderedScripts: new Set(),
      propagators: new Set(),
      extraHead: [],
      templateDepth: 0,
    },
  }) as unknown as SSRResult;

const Row = createComponent(
  (result: SSRResult, { words }: { words: string }) =>
    renderTemplate`${maybeRenderHead()}<li${addAttribute(words, 'title')}>${words} ${renderScript(result, 'row')}</li>`,
);
const Frame = createComponent(
  (result: SSRResult, _: object, slots: ComponentSlots) =>
    renderTemplate`<html><head>${renderHead()}</head><body>${renderSlot(result, slots.default ?? (() => renderTemplate``))}${renderScript(result, 'frame')} end</body></html>`,
);

const shown: [string, (result: SSRResult) => unknown][] = [
  ['texts, escaped', () => `a < b & "c" 'd' – µ 😀`],
  ['HTML, as it is', () => markHTMLString('<b>–</b>')],
  ['numbers, and nothing for what is not', () => [0, 1.5, true, false, null, undefined, '']],
  ['lists within lists', () => ['a', ['<', ['b']], renderTemplate`<i>${'&'}</i>`]],
  ['functions', () => () => 'called <'],
  ['promises', () => [Promise.resolve('first <'), 'second', Promise.resolve(renderTemplate`<i>third</i>`)]],
  [
    'fragments',
    (result) =>
      renderComponent(result, 'Fragment', Fragment, {}, { default: () => renderTemplate`<i>${'<'}</i>` }),
  ],
  [
    'components, and their script once',
    (result) => ['a', 'b'].map((words) => renderComponent(result, 'Row', Row, { words })),
  ],
];

it.each(shown)('writes %s as Astro does', async (_, show) => {
  const Page = createComponent(
    (result: SSRResult) =>
      renderTemplate`${renderComponent(result, 'Frame', Frame, {}, { default: () => renderTemplate`<main>${show(result)}</main>` })}`,
  );
  const astro = await renderToString(makeResult(), Page, {}, {}, true);
  const result = makeResult();
  const own = Buffer.from(await writeHtml(result, Page(result, {}, {}))).toString('utf8');
  expect(own).toBe(astro);
  expect(own).toContain('/assets/frame.js');
});

it('writes a page of any size', async () => {
  const text = '–'.repeat(700_000);
  const bytes = await writeHtml(makeResult(), renderTemplate`${text}${text}`);
  expect(Buffer.from(bytes).toString('utf8')).toBe(`<!DOCTYPE html>${text}${text}`);
});
