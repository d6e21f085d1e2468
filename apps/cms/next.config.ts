import { withPayload } from '@payloadcms/next/withPayload';
import type { NextConfig } from 'next';

/** For everything that is no page of the admin, whose policy `src/proxy.ts` says at run time. */
const contentSecurityPolicy = "default-src 'none'; img-src 'self'; frame-ancestors 'none'";

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
    { source: '/:path*', headers },
    { source: '/api/:path*', headers: [{ key: 'Content-Security-Policy', value: contentSecurityPolicy }] },
  ],
  redirects: async () => [{ source: '/', destination: '/admin', permanent: false }],
};

export default withPayload(nextConfig, { devBundleServerPackages: false });
