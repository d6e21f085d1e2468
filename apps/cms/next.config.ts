import { withPayload } from '@payloadcms/next/withPayload';
import type { NextConfig } from 'next';

/** Nothing of the desk comes from elsewhere, and nobody frames it. Next and Payload inline scripts and styles. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
  { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
];

const nextConfig: NextConfig = {
  poweredByHeader: false,
  devIndicators: false,
  /* Payload tells errors by their class names, in its answers and in its log. */
  experimental: { serverMinification: false },
  /* `tsc -b` checks the types of the whole workspace; the build need not do it again. */
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.next.json' },
  headers: async () => [
    {
      source: '/:path*',
      headers: production()
        ? [...headers, { key: 'Content-Security-Policy', value: contentSecurityPolicy }]
        : headers,
    },
  ],
  redirects: async () => [{ source: '/', destination: '/admin', permanent: false }],
};

/** While developing, Next's own tools need `eval` and a web socket. */
function production(): boolean {
  return process.env.NODE_ENV === 'production';
}

export default withPayload(nextConfig, { devBundleServerPackages: false });
