import type { PublicPage, SiteSettings } from '@plaincode/content-schemas';
import type { SSRResult } from 'astro';
import { renderToString } from 'astro/runtime/server/index.js';
import PageTemplate from '../src/pages/[...path].astro';

/** Gives a page's whole HTML. */
export type RenderDirectly = (page: PublicPage, site: SiteSettings) => Promise<string>;

/**
 * Renders pages from what Astro made for one request, since for each of many thousand pages a request, its response and
 * the rest of a server cost more than the templates do. What a page writes down there (that its head is rendered, which
 * scripts it has) it gets anew. Throws where Astro keeps it in a form that is not known here.
 */
export function createRenderDirectly(request: SSRResult): RenderDirectly {
  // Copied now, before the first page writes into it.
  const unused = { ...copyState(request), resolve: rememberAddresses(request.resolve) };
  return async (page, site) => {
    const html = await renderToString(copyState(unused), PageTemplate, { page, site }, {}, true);
    if (typeof html !== 'string') throw new Error(`the templates answered ${html.status}`);
    return html;
  };
}

/** Addresses of scripts, each made once: they follow from the build alone. */
function rememberAddresses(resolve: SSRResult['resolve']): SSRResult['resolve'] {
  const known = new Map<string, Promise<string>>();
  return (script) => {
    const address = known.get(script) ?? resolve(script);
    known.set(script, address);
    return address;
  };
}

function copyState(result: SSRResult): SSRResult {
  const { styles, scripts, links, _metadata } = result;
  return {
    ...result,
    styles: new Set(styles),
    scripts: new Set(scripts),
    links: new Set(links),
    _metadata: copyMembers(_metadata),
  };
}

/** A copy whose sets and lists are its own. */
function copyMembers<T extends object>(state: T): T {
  const copy = { ...state };
  for (const [name, value] of Object.entries(state)) Object.assign(copy, { [name]: copyMember(name, value) });
  return copy;
}

function copyMember(name: string, value: unknown): unknown {
  if (value instanceof Set) return new Set(value);
  if (Array.isArray(value)) return [...value];
  if (typeof value === 'object' && value !== null)
    throw new Error(`Astro keeps "${name}" of a page in a form that is not known here`);
  return value;
}
