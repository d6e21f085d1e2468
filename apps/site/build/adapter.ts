import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * The Astro adapter of the publisher: it makes the build emit one server bundle whose entry is
 * `renderer.ts`, which the publisher's workers import and call once per page. Nothing is rendered while
 * Astro builds, except pages that ask for it with `prerender = true`.
 *
 * In `astro dev` a middleware answers with the content contract's named examples, so that templates can be
 * written without a CMS.
 */
export function publisherAdapter(): AstroIntegration {
  return {
    name: 'plaincode-publisher',
    hooks: {
      'astro:config:setup': ({ command, addMiddleware, updateConfig }) => {
        // Bundling all that the renderer needs starts a cold worker without walking `node_modules`, and lets the
        // bundle's hash stand for all the code that a page comes from. The dev server cannot run on it.
        if (command === 'build') updateConfig({ vite: { ssr: { noExternal: true } } });
        if (command === 'dev')
          addMiddleware({ order: 'pre', entrypoint: new URL('./dev-middleware.ts', import.meta.url) });
      },
      'astro:config:done': ({ setAdapter }) => {
        setAdapter({
          name: 'plaincode-publisher',
          entrypointResolution: 'auto',
          serverEntrypoint: fileURLToPath(new URL('./renderer.ts', import.meta.url)),
          adapterFeatures: { buildOutput: 'server' },
          supportedAstroFeatures: { staticOutput: 'stable', serverOutput: 'stable' },
        });
      },
    },
  };
}
