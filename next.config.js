/** No page may be framed, sniffed, or post its forms elsewhere; addresses are not told to other sites. */
const SAFETY = [
  { key: 'Content-Security-Policy', value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'" },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=()' },
];

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  headers: async () => [{ source: '/:path*', headers: SAFETY }],
  devIndicators: false,
  // Types are checked by the tests: whoever starts the product does not wait for that again.
  typescript: { ignoreBuildErrors: true },
  // The embedded server and the COPY streams are plain Node packages: leave them to Node.
  serverExternalPackages: ['pg', 'pg-boss', 'pg-copy-streams', '@node-rs/argon2', 'pino'],
};

export default config;
