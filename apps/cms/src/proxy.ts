import { type NextRequest, NextResponse } from 'next/server.js';
import { env } from './env.ts';

/** The admin's pages alone: what an upload sends must not pass through here. */
export const config = { matcher: ['/admin/:path*'] };

/**
 * The content security policy of the admin. It is said at run time, not in the build, since it names the origin of the
 * previews, the only one that the desk frames. Next and Payload inline scripts and styles; nobody frames the desk.
 */
export function proxy(_request: NextRequest): NextResponse {
  const response = NextResponse.next();
  if (env.production) response.headers.set('Content-Security-Policy', policy);
  return response;
}

const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  `frame-src ${env.previewUrl ?? "'none'"}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
