import { hash } from 'node:crypto';

/** What a page's bytes depend on beside its own record: 64 hex digits each. */
export type RenderBasis = {
  /** The bundle: templates, styles, and the code that seals. */
  template: string;
  /** The part of it that reads a record, judges it and seals its texts: it changes less often than the whole. */
  records: string;
  /** The site settings, which every page shows. */
  site: string;
  /** The sealing keys, by a hash that tells nothing of them. */
  keys: string;
};

/** SHA-256 as 64 lower-case hex digits. */
export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

/**
 * Names what a record's line becomes: equal fingerprints mean equal pages, byte for byte. `line` is the SHA-256
 * of the raw line as the desk wrote it.
 */
export function fingerprint(basis: RenderBasis, line: string): string {
  return sha256(`plaincode page 1\n${basis.template}\n${basis.site}\n${basis.keys}\n${line}\n`);
}

/** Why a page is rendered again. `not-kept`: it is published, but what it was made from is no longer known. */
export type RenderReason = 'new' | 'record' | 'templates' | 'site-settings' | 'keys' | 'not-kept' | 'asked';

/** Which input differs, the one nearest to the page first. */
export function whyRender(
  before: (RenderBasis & { line: string }) | null,
  now: RenderBasis & { line: string },
): RenderReason {
  if (!before) return 'not-kept';
  if (before.line !== now.line) return 'record';
  if (before.template !== now.template) return 'templates';
  if (before.site !== now.site) return 'site-settings';
  if (before.keys !== now.keys) return 'keys';
  return 'not-kept';
}
