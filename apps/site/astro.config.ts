import { defineConfig, passthroughImageService } from 'astro/config';
import { publisherAdapter } from './build/adapter.ts';
import { recordCode } from './build/record-code.ts';

/** `assets/code-page.8f3a12cd.js`: the part of a chunk's name that a person would give it. */
const named = (name = '') => {
  const words = name.replace(/\.astro.*$/, '').match(/[a-z0-9]+/gi);
  return `assets/${words?.join('-').toLowerCase() ?? 'site'}.[hash]`;
};
const assetFileNames = ({ names }: { names: string[] }) =>
  `${named(names[0]?.replace(/\.[^.]*$/, ''))}[extname]`;
const scriptFileNames = ({ name }: { name: string }) => `${named(name)}.js`;

/**
 * Every page is rendered on demand by the publisher's workers (`build/`), never by Astro's own build loop.
 *
 * - Styles are files, not part of each page: 12 KB in each of 100,000 pages is more than a gigabyte, and a
 *   file is fetched once. Scripts are files too (`assetsInlineLimit: 0`), since the site's content security
 *   policy allows no inline script.
 */
export default defineConfig({
  output: 'server',
  adapter: publisherAdapter(),
  trailingSlash: 'ignore',
  compressHTML: true,
  outDir: './dist',
  build: { assets: 'assets', inlineStylesheets: 'never' },
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  prefetch: false,
  security: { checkOrigin: false },
  vite: {
    build: { assetsInlineLimit: 0, sourcemap: false, rolldownOptions: { output: { assetFileNames } } },
    environments: {
      ssr: { build: { rolldownOptions: { output: { codeSplitting: { groups: [recordCode] } } } } },
      client: {
        build: {
          rolldownOptions: {
            output: { assetFileNames, entryFileNames: scriptFileNames, chunkFileNames: scriptFileNames },
          },
        },
      },
    },
  },
});
