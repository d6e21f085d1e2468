/// <reference types="astro/client" />

declare namespace App {
  /** What the publisher hands to every template. */
  interface Locals {
    page: import('@plaincode/content-schemas').PublicPage;
    site: import('@plaincode/content-schemas').SiteSettings;
    /** Whose eyes a preview is for; a release is for everybody's and has none. */
    reader?: import('./build/preview/reader-view.ts').ReaderWords;
  }
}
