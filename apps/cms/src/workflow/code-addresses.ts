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
    .flatMap(({ href }) => {
      const match = href === undefined ? null : codeAddress.exec(href);
      const [, codeSet, displayCode] = match ?? [];
      return href && codeSet && displayCode ? [{ href, codeSet, code: displayCode.replaceAll('.', '') }] : [];
    });
}
