import type { SealedTier } from '@plaincode/content-schemas';
import type { Envelope } from '@plaincode/sealing';
import { escapeHtml } from './escape-html.ts';

/** An envelope as it stands in a page: a browser leaves the content of a `template` alone. */
export const envelopeHtml = ({ format, tier, revision, keyId, ciphertext }: Envelope): string =>
  `<template data-envelope data-format="${format}" data-tier="${escapeHtml(tier)}" data-revision="${escapeHtml(revision)}" data-key-id="${escapeHtml(keyId)}">${escapeHtml(ciphertext)}</template>`;

const written =
  /<template data-envelope data-format="1" data-tier="([a-z]+)" data-revision="([\w-]+)" data-key-id="([a-z0-9-]+)">([\w-]+)<\/template>/g;

/** Reads the envelope of a tier from a page that was rendered before; null where it has none that is written so. */
export function readEnvelope(html: string, tier: SealedTier): Envelope<SealedTier> | null {
  for (const [, held, revision = '', keyId = '', ciphertext = ''] of html.matchAll(written))
    if (held === tier) return { format: 1, tier, revision, keyId, ciphertext };
  return null;
}
