import { markHTMLString } from 'astro/runtime/server/index.js';

/**
 * A string as the HTML that it is, between elements. A `Fragment` with `set:html` gives the same by way of a component, a
 * slot and a buffer, and a page has dozens of them.
 */
export const asHtml = (html: string): unknown => markHTMLString(html);
