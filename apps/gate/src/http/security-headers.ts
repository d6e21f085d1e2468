export interface SecurityHeaders {
  /** For pages and files of a release. */
  page: Record<string, string>;
  /** For answers of the gate itself. */
  api: Record<string, string>;
}

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
];
const apiPolicy = ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"];

/** The headers that every answer carries. Browsers are held to HTTPS only where the site's own address is. */
export function createSecurityHeaders(origin: string): SecurityHeaders {
  const common: Record<string, string> = {
    'X-Content-Type-Options': 'nosniff',
    // Not "no-referrer": that makes browsers send "Origin: null" with the site's own forms.
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  if (origin.startsWith('https:')) common['Strict-Transport-Security'] = 'max-age=31536000';
  return {
    page: { ...common, 'Content-Security-Policy': pagePolicy.join('; ') },
    api: { ...common, 'Content-Security-Policy': apiPolicy.join('; '), 'Cache-Control': 'no-store' },
  };
}
