import { serveRenders } from '@plaincode/publish/worker';

/** A render worker: loads the bundle that Astro built and renders what the pool sends. */
await serveRenders(async (bundle) => {
  const { createRenderer } = await import(String(bundle));
  return createRenderer;
});
