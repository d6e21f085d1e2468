/// <reference types="astro/client" />

declare namespace App {
  /** What the publisher hands to every template. */
  interface Locals {
    page: import('@plaincode/content-schemas').PublicPage;
    site: import('@plaincode/content-schemas').SiteSettings;
  }
}
