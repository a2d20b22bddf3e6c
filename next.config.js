const developing = process.env.NODE_ENV === 'development';

/**
 * Nothing is loaded from, told to or framed by any other site. The framework writes its data into pages as inline scripts, and charts
 * place their parts by style attributes; only the development server evaluates text.
 */
const CONTENT = {
  'default-src': "'self'",
  'script-src': `'self' 'unsafe-inline'${developing ? " 'unsafe-eval'" : ''}`,
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

/** No page may be framed, sniffed, or post its forms elsewhere; addresses are not told to other sites. */
const SAFETY = [
  { key: 'Content-Security-Policy', value: Object.entries(CONTENT).map(([what, from]) => `${what} ${from}`).join('; ') },
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
