import type { PublicPage, SiteSettings } from '@plaincode/content-schemas';
import type { SSRResult } from 'astro';
import PageTemplate from '../src/pages/[...path].astro';
import { writeHtml } from './write-html.ts';

/** Gives a page's whole HTML, as UTF-8. */
export type RenderDirectly = (page: PublicPage, site: SiteSettings) => Promise<Uint8Array>;

/**
 * Renders pages from what Astro made for one request, since for each of many thousand pages a request, its response and
 * the rest of a server cost more than the templates do. What a page writes down there (that its head is rendered, which
 * scripts it has) it gets anew. Throws where Astro keeps it in a form that is not known here.
 */
export function createRenderDirectly(request: SSRResult): RenderDirectly {
  const { createAstro } = request;
  // What of `Astro` is the same for all components of all pages is reached through the first.
  const shared = createAstro({}, {});
  const state = {
    ...request,
    resolve: rememberAddresses(request.resolve),
    createAstro: (props: Record<string, unknown>) =>
      Object.assign(Object.create(shared), { props, self: null }),
  };
  const copyPage = copier(state, ['styles', 'scripts', 'links']);
  const copyMetadata = copier(request._metadata, Object.keys(request._metadata));
  return async (page, site) => {
    const result = copyPage();
    result._metadata = copyMetadata();
    return await writeHtml(result, PageTemplate(result, { page, site }, {}));
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

/**
 * Copies a state as it is now, before the first page writes into it, again and again; of the members named, sets and lists
 * are each copy's own.
 */
function copier<T extends object>(state: T, members: readonly string[]): () => T {
  const own = members.flatMap((name) => ownMember(name, Reflect.get(state, name)));
  const shared = { ...state };
  return () => {
    const copy = { ...shared };
    for (const { name, make } of own) Reflect.set(copy, name, make());
    return copy;
  };
}

function ownMember(name: string, value: unknown): { name: string; make: () => unknown }[] {
  if (value instanceof Set) {
    const entries = [...value];
    return [{ name, make: () => new Set(entries) }];
  }
  if (Array.isArray(value)) {
    const entries = [...value];
    return [{ name, make: () => [...entries] }];
  }
  if (typeof value === 'object' && value !== null)
    throw new Error(`Astro keeps "${name}" of a page in a form that is not known here`);
  return [];
}
