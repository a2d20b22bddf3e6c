#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which is a download that closed networks refuse: speaks the CLI's JSON-RPC on
// stdio and runs the official WASM build of the same engine through the driver adapter.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import readline from 'node:readline';
import { createFactory } from './engine-adapter.mjs';
import { runCommand } from './engine-commands.mjs';

const require = createRequire(import.meta.url);
const args = process.argv.slice(2);
const valuesOf = (name) => args.flatMap((arg, i) => (arg === name ? [args[i + 1]] : []));
const source = JSON.parse(valuesOf('--datasource')[0] ?? '{}');
const panic = { message: '' };

function failLoudly(error) {
  const message = `schema engine: ${panic.message} ${error?.stack ?? error}`;
  process.stderr.write(`${JSON.stringify({ level: 'ERROR', fields: { message }, target: 'schema_engine' })}\n`, () => process.exit(101));
}

async function loadEngine() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasm), { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  const models = valuesOf('--datamodels').map((file) => [file, fs.readFileSync(file, 'utf8')]);
  const url = source.url ?? process.env.DATABASE_URL ?? 'postgresql://unset@127.0.0.1:1/unset';
  const log = (line) => (process.env.DEBUG ? console.error(line) : undefined);
  return bindings.SchemaEngine.new({ datamodels: models.length > 0 ? models : undefined }, log, createFactory(url, source.shadowDatabaseUrl));
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
let engine;
let printed = 0;

async function call(method, params) {
  engine ??= await loadEngine();
  if (method === 'getDatabaseVersion') return engine.version(params ?? null);
  if (method !== 'diff') return engine[method](params);
  const { exitCode, stdout } = await engine.diff(params);
  if (stdout !== null && stdout !== undefined) send({ id: (printed += 1), method: 'print', params: { content: stdout } });
  return { exitCode };
}

async function answer({ id, method, params }) {
  if (!method) return;
  try {
    send({ id, result: (await call(method, params)) ?? null });
  } catch (error) {
    const message = String(error?.message ?? error);
    send({ id, error: { code: 4466, message, data: { is_panic: false, message, error_code: error?.code ?? null } } });
  }
}

function serve() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (panic.message = message) };
  process.on('uncaughtException', failLoudly).on('unhandledRejection', failLoudly);
  const lines = readline.createInterface({ input: process.stdin });
  let queue = Promise.resolve();
  lines.on('line', (line) => (queue = queue.then(() => answer(JSON.parse(line)))));
  lines.on('close', () => queue.then(() => process.exit(0)));
}

if (args.includes('--version')) console.log(`schema-engine-cli ${require('@prisma/engines-version').enginesVersion}`);
else if (args.includes('cli')) await runCommand(args.at(-1), source.url);
else serve();
