import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'prisma/config';

const engines = path.join(import.meta.dirname, 'node_modules/@prisma/engines');
const native = fs.existsSync(engines) && fs.readdirSync(engines).some((name) => name.startsWith('schema-engine-'));

// The native schema engine is a download that closed networks refuse; where it is missing the stand-in runs the official WASM build.
if (!native) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'lib/ops/prisma/schema-engine.mjs');

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset@127.0.0.1:1/unset' },
});
