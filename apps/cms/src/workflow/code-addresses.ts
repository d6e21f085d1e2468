import type { ExplanationContent } from './content.ts';
import { blocksOfContent, inlinesOf } from './words-of.ts';

const codeAddress = /^\/([a-z0-9-]+)\/(?:modifiers\/)?([A-Za-z0-9][A-Za-z0-9.]*)\/?(?:#.*)?$/;

/** A link that may lead to a code's page: which code it is, and how it is written. */
export interface CodeAddress {
  href: string;
  codeSet: string;
  code: string;
}

/** The addresses in a text that may be code pages of this site. */
export function codeAddresses(content: Pick<ExplanationContent, 'body' | 'sections'>): CodeAddress[] {
  return blocksOfContent(content)
    .flatMap(inlinesOf)
    .flatMap(({ href }) => (href === undefined ? [] : (codeOfAddress(href) ?? [])));
}

/** The code that an address may be the page of; null for an address of another shape. */
export function codeOfAddress(href: string): CodeAddress | null {
  const [, codeSet, displayCode] = codeAddress.exec(href) ?? [];
  return codeSet && displayCode ? { href, codeSet, code: displayCode.replaceAll('.', '') } : null;
}
