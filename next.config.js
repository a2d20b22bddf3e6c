/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // Types are checked by the tests: whoever starts the product does not wait for that again.
  typescript: { ignoreBuildErrors: true },
  // The embedded server and the COPY streams are plain Node packages: leave them to Node.
  serverExternalPackages: ['pg', 'pg-boss', 'pg-copy-streams', '@node-rs/argon2', 'pino'],
};

export default config;
