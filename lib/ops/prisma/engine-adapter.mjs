import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR_OID = 18;
const TEXT_OID = 25;
const CHARACTER_COLUMN = 6;

/** The driver's settings from a URL; Prisma's own parameters (schema, connection_limit) are not the driver's. */
function settingsFrom(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const ssl = searchParams.get('sslmode');
  return {
    host: hostname,
    port: Number(port || 5432),
    connectionTimeoutMillis: 10_000,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(ssl && ssl !== 'disable' ? { ssl: { rejectUnauthorized: ssl.startsWith('verify') } } : {}),
  };
}

let patched = false;

/** The adapter refuses catalogue columns of type "char", which the engine reads: report them as characters. */
function acceptCharColumns(adapter) {
  if (patched) return adapter;
  patched = true;
  const prototype = Object.getPrototypeOf(Object.getPrototypeOf(adapter));
  const { queryRaw } = prototype;
  prototype.queryRaw = async function queryRawWithChars(query) {
    const chars = [];
    const performIO = async (statement) => {
      const result = await this.performIO(statement);
      result.fields.forEach((field, i) => {
        if (field.dataTypeID !== CHAR_OID) return;
        field.dataTypeID = TEXT_OID;
        chars.push(i);
      });
      return result;
    };
    const result = await queryRaw.call(Object.create(this, { performIO: { value: performIO } }), query);
    for (const i of chars) result.columnTypes[i] = CHARACTER_COLUMN;
    return result;
  };
  return adapter;
}

/** The adapter cuts a script at each semicolon and commits each piece; the native engine sends it whole: all of it is done or nothing. */
function sendScriptsWhole(adapter) {
  adapter.executeScript = async (script) => void (await adapter.client.query(script).catch((error) => adapter.onError(error)));
  return adapter;
}

const connectAdapter = async (settings, options) => sendScriptsWhole(acceptCharColumns(await new PrismaPg({ ...settings, max: 4 }, options).connect()));

async function statement(settings, sql) {
  const client = new pg.Client(settings);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A shadow database given by the caller is wiped, as the native engine does; otherwise one is made and dropped again. */
async function connectShadow(settings, shadowUrl) {
  if (shadowUrl) {
    const shadow = settingsFrom(shadowUrl);
    await statement(shadow, 'DROP SCHEMA IF EXISTS "public" CASCADE; CREATE SCHEMA "public"');
    return connectAdapter(shadow);
  }
  const database = `prisma_migrate_shadow_db_${randomUUID()}`;
  await statement(settings, `CREATE DATABASE "${database}"`);
  const adapter = await connectAdapter({ ...settings, database });
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await statement(settings, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  };
  return adapter;
}

export function createFactory(url, shadowUrl) {
  const settings = settingsFrom(url);
  const schema = new URL(url).searchParams.get('schema') ?? undefined;
  return bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: new PrismaPg(settings).adapterName,
    connect: () => connectAdapter(settings, { schema }),
    connectToShadowDb: () => connectShadow(settings, shadowUrl),
  });
}
