import type { SecurityHeaders } from '../http/security-headers.ts';
import { type PrivacySettings, privacyPage } from './privacy-page.ts';

export const privacyPath = '/privacy/';

/** `GET /privacy/`: the same for everybody, as pages of a release are. */
export function answerPrivacy(settings: PrivacySettings, headers: SecurityHeaders): () => Response {
  const html = privacyPage(settings);
  return () =>
    new Response(html, {
      headers: {
        ...headers.page,
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'public, max-age=0, must-revalidate',
      },
    });
}
