import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readerPlanName } from '@plaincode/content-schemas';
import { z } from 'zod';

/** What a preview's address allows: one document, as it stood once, for one kind of reader and one session. */
const previewClaims = z.strictObject({
  document: z.string(),
  /** SHA-256 over what the desk handed over. */
  revision: z.string(),
  reader: readerPlanName,
  /** The member of staff's session, by its hash. */
  session: z.string(),
  /** Milliseconds since 1970. */
  expires: z.number(),
});
export type PreviewClaims = z.infer<typeof previewClaims>;

export interface PreviewTokens {
  sign(claims: PreviewClaims): string;
  /** Null for a token that is not ours, was altered or has run out. */
  read(token: string): PreviewClaims | null;
}

/**
 * Signs the addresses of previews (HMAC-SHA-256) with a key that lives as long as the process: what a preview shows
 * lives no longer either, and so there is no secret to keep or to lose.
 */
export function createPreviewTokens(now: () => number, key: Buffer = randomBytes(32)): PreviewTokens {
  const mac = (body: string) => createHmac('sha256', key).update(body).digest();
  return {
    sign(claims) {
      const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return `${body}.${mac(body).toString('base64url')}`;
    },
    read(token) {
      const [body = '', given = ''] = token.split('.');
      const signature = Buffer.from(given, 'base64url');
      const expected = mac(body);
      if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return null;
      const claims = previewClaims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()));
      return claims.success && claims.data.expires > now() ? claims.data : null;
    },
  };
}
