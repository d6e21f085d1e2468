import type { SecurityHeaders } from '../http/security-headers.ts';
import { type PrivacySettings, privacyPage } from './privacy-page.ts';

/** Where the statement stands: pages link to the second, which reaches the gate also where a host of plain files serves them. */
export const privacyPaths = ['/privacy/', '/api/privacy'] as const;

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
