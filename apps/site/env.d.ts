/// <reference types="astro/client" />

declare namespace App {
  /** What the publisher hands to every template. */
  interface Locals {
    page: import('@plaincode/content-schemas').PublicPage;
    site: import('@plaincode/content-schemas').SiteSettings;
    /** Whose eyes a preview is for; a release is for everybody's and has none. */
    reader?: import('./build/preview/reader-view.ts').ReaderWords;
    /** Asks for what Astro made for this request. */
    handOver?: import('./src/render/hand-over-result.ts').TakeResult;
  }
}

/** A page template, as the publisher's part imports it. Astro's own declarations leave it to editors. */
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
