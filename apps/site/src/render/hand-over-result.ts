import type { SSRResult } from 'astro';
import { createComponent, renderTemplate } from 'astro/runtime/server/index.js';

/** Takes what Astro made for a request. */
export type TakeResult = (result: SSRResult) => void;

/** A component that shows nothing and hands over what Astro made for the request: see `build/render-directly.ts`. */
export const HandOverResult = createComponent((result: SSRResult, { to }: { to: TakeResult }) => {
  to(result);
  return renderTemplate``;
});
