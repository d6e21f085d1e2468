import type { SealedTier } from '@plaincode/content-schemas';
import type { Envelope } from '@plaincode/sealing';
import { escapeHtml } from './escape-html.ts';

/** An envelope as it stands in a page: a browser leaves the content of a `template` alone. */
export const envelopeHtml = ({ format, tier, revision, keyId, ciphertext }: Envelope): string =>
  `<template data-envelope data-format="${format}" data-tier="${escapeHtml(tier)}" data-revision="${escapeHtml(revision)}" data-key-id="${escapeHtml(keyId)}">${escapeHtml(ciphertext)}</template>`;

const written =
  /<template data-envelope data-format="1" data-tier="[a-z]+" data-revision="([\w-]+)" data-key-id="([a-z0-9-]+)">([\w-]+)<\/template>/y;

/** Reads the envelope of a tier from a page that was rendered before; null where it has none that is written so. */
export function readEnvelope(html: string, tier: SealedTier): Envelope<SealedTier> | null {
  // Envelopes stand at the end of a long page: to look for their beginning is much faster than to match all the way.
  written.lastIndex = html.indexOf(`<template data-envelope data-format="1" data-tier="${tier}"`);
  const found = written.lastIndex < 0 ? null : written.exec(html);
  if (!found) return null;
  const [, revision = '', keyId = '', ciphertext = ''] = found;
  return { format: 1, tier, revision, keyId, ciphertext };
}
