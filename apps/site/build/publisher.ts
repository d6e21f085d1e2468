import { join } from 'node:path';
import {
  type ExtraFile,
  openReleaseStore,
  openWithheld,
  type Publisher,
  type ReleaseStore,
  startRenderPool,
  type WithheldPages,
} from '@plaincode/publish';
import { readBundle } from './bundle.ts';
import type { PublisherEnv } from './env.ts';
import { readSealingKeys } from './secrets.ts';

/** Where `astro build` puts the site. */
export const builtSite: string = join(import.meta.dirname, '..', 'dist');

/** Where releases live. Needs no secret: listing, verifying and exporting do not. */
export function openStore({ data }: Pick<PublisherEnv, 'data'>): ReleaseStore {
  return openReleaseStore(join(data, 'store'));
}

/** The publisher's own folder. */
export const stateFolder = ({ data }: Pick<PublisherEnv, 'data'>): string => join(data, 'publisher');

/** What may not be shown. It stands beside the store, so that no release brings it back. */
export const openWithheldPages = ({ data }: PublisherEnv): WithheldPages =>
  openWithheld(join(data, 'withheld'));

/** A publisher over the built site; `close` ends its workers. */
export type SitePublisher = Publisher & { close(): Promise<void> };

/** Puts the publisher together from settings, secrets and the built site. Workers start on first need. */
export function createPublisher(env: PublisherEnv, dist = builtSite): SitePublisher {
  const store = openStore(env);
  const bundle = readBundle(dist);
  let pool: ReturnType<Publisher['pool']> | null = null;
  return {
    store,
    stateFolder: stateFolder(env),
    withheld: openWithheldPages(env),
    keys: readSealingKeys(env),
    template: bundle.template,
    records: bundle.records,
    extraFiles: ({ origin }) => [...bundle.files, robots(origin)],
    pool() {
      pool ??= startRenderPool(new URL('./worker.ts', import.meta.url), {
        storeRoot: store.root,
        app: bundle.entry,
      });
      return pool;
    },
    now: () => new Date(),
    async close() {
      const closing = pool;
      pool = null;
      // A pool that never started has nothing to close; its publish has said why.
      await (await closing?.catch(() => null))?.close();
    },
  };
}

function robots(origin: string): ExtraFile {
  const lines = [
    'User-agent: *',
    'Disallow: /api/',
    'Disallow: /account/',
    '',
    `Sitemap: ${origin}/sitemap.xml`,
  ];
  return {
    path: '/robots.txt',
    mediaType: 'text/plain; charset=utf-8',
    bytes: Buffer.from(`${lines.join('\n')}\n`),
  };
}
