import type { SealedEnvelope, SealedTier } from '@plaincode/content-schemas';
import type { Envelope } from '@plaincode/sealing';
import { escapeHtml } from './escape-html.ts';

/** An envelope as it stands in a page: a browser leaves the content of a `template` alone. */
export const envelopeHtml = ({ format, tier, revision, keyId, ciphertext, terms }: SealedEnvelope): string =>
  `${beginning(terms !== undefined)} data-format="${format}" data-tier="${escapeHtml(tier)}" data-revision="${escapeHtml(revision)}" data-key-id="${escapeHtml(keyId)}">${escapeHtml(ciphertext)}</template>`;

/** An envelope under licence terms says so: its tier can have another one. */
const beginning = (underTerms: boolean): string => `<template data-envelope${underTerms ? '="terms"' : ''}`;

const written =
  /<template data-envelope(?:="terms")? data-format="1" data-tier="[a-z]+" data-revision="([\w-]+)" data-key-id="([a-z0-9-]+)">([\w-]+)<\/template>/y;

/**
 * Reads the envelope of a tier from a page that was rendered before, the one under licence terms or the other; null where it
 * has none that is written so.
 */
export function readEnvelope(
  html: string,
  tier: SealedTier,
  underTerms: boolean,
): Envelope<SealedTier> | null {
  // Envelopes stand at the end of a long page: to look for their beginning is much faster than to match all the way.
  written.lastIndex = html.indexOf(`${beginning(underTerms)} data-format="1" data-tier="${tier}"`);
  const found = written.lastIndex < 0 ? null : written.exec(html);
  if (!found) return null;
  const [, revision = '', keyId = '', ciphertext = ''] = found;
  return { format: 1, tier, revision, keyId, ciphertext };
}
