import type { CodePageRecord, PublicPage, SiteSettings } from '@plaincode/content-schemas';
import { createRecordRenderer, type RecordRenderer } from '@plaincode/publish/record';
import { createApp } from 'astro/app/entrypoint';
import { readEnvelope } from '../src/render/envelopes.ts';
import type { TakeResult } from '../src/render/hand-over-result.ts';
import { renderPart } from '../src/render/parts.ts';
import { type PreviewReader, pageForReader } from './preview/reader-view.ts';
import { createRenderDirectly, type RenderDirectly } from './render-directly.ts';

// The server bundle's entry. Templates, sealing and the record contract are bundled with it, so that the bundle's
// hash stands for everything that turns a record into a page.

const app = createApp({ streaming: false });

/**
 * Pages know their path from their record; an address that is always the same lets none depend on it. One request
 * serves all of them, since nothing reads more of it than this.
 */
const request = new Request('http://page.invalid/');

const routeData = app.match(request, true);

/** Made with the first page, from its request. */
let renderDirectly: RenderDirectly | null = null;

/** Kinds of pages of which one came out the same with a request and without. */
const compared = new Set<PublicPage['kind']>();

/**
 * Renders a page to its whole HTML, as UTF-8. The first of each kind is rendered in a request too: throws where that gives
 * another page, and when the templates answer with anything but 200.
 */
export async function renderPage(page: PublicPage, site: SiteSettings): Promise<Uint8Array> {
  if (renderDirectly && compared.has(page.kind)) return await renderDirectly(page, site);
  let direct = renderDirectly;
  const handOver: TakeResult = (result) => {
    direct ??= createRenderDirectly(result);
  };
  const whole = await render({ page, site, handOver });
  if (!direct) throw new Error('Astro has not handed over what it made for a request');
  // Twice, so that it shows when one page leaves something behind for the next.
  for (let time = 1; time <= 2; time += 1)
    if (Buffer.compare(await direct(page, site), whole) !== 0)
      throw new Error(`a page of the kind "${page.kind}" comes out in another way without a request`);
  renderDirectly = direct;
  compared.add(page.kind);
  return whole;
}

/** Renders a page as one kind of reader has it. For previews: what it shows is not sealed. */
export async function renderPreview(
  record: CodePageRecord,
  site: SiteSettings,
  reader: PreviewReader,
): Promise<Uint8Array> {
  const { page, words } = pageForReader(record, reader);
  return await render({ page, site, reader: words });
}

async function render(locals: App.Locals): Promise<Uint8Array> {
  if (!routeData) throw new Error('the bundle has no route for pages');
  const response = await app.render(request, { routeData, locals });
  if (response.status !== 200) throw new Error(`the templates answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Makes the renderer of one publish. `keys` as the publisher hands them to its workers. */
export function createRenderer(
  site: SiteSettings,
  keys: Parameters<typeof createRecordRenderer>[2],
): RecordRenderer {
  return createRecordRenderer({ renderPage, renderPart, readEnvelope }, site, keys);
}
