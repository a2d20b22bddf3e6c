import 'server-only';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import { pool } from '@/lib/data/pool';
import packageJson from '../../../package.json' with { type: 'json' };
import { listMigrations, listSequences, listTables } from './catalog';
import { copyOut } from './copy-out';
import { KEPT_SECRETS, MANIFEST, secretFile, tableFile, type Manifest } from './manifest';
import { writeTar, type TarSource } from './tar';

async function secretsOf(dataFolder: string): Promise<TarSource[]> {
  const found = KEPT_SECRETS.filter((name) => existsSync(path.join(dataFolder, name)));
  return Promise.all(found.map(async (name) => ({ name: secretFile(name), text: await readFile(path.join(dataFolder, name), 'utf8') })));
}

/** Writes the tables as of one moment into files of `folder`. */
async function extract(folder: string, onTable: (name: string, rows: number) => void): Promise<Manifest> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const [{ server }] = (await client.query<{ server: string }>('SHOW server_version')).rows.map((row) => ({ server: Object.values(row)[0] ?? '' })) as [{ server: string }];
    const [migrations, sequences] = [await listMigrations(client), await listSequences(client)];
    const tables: Manifest['tables'] = [];
    for (const table of await listTables(client)) {
      const file = createWriteStream(path.join(folder, `${table.name}.copy.gz`), { mode: 0o600 });
      const { rows, sha256 } = await copyOut(client, table, createGzip({ level: 4 }), file);
      tables.push({ name: table.name, columns: [...table.columns], rows, sha256 });
      onTable(table.name, rows);
    }
    await client.query('COMMIT');
    return { format: 1, version: packageJson.version, createdAt: new Date().toISOString(), server, migrations, tables, sequences };
  } finally {
    client.release(true);
  }
}

/** Writes everything of this installation into one file, which appears only when it is whole. */
export async function writeBackup(file: string, dataFolder: string, onTable: (name: string, rows: number) => void = () => undefined): Promise<Manifest> {
  const parts = `${file}.parts`;
  await rm(parts, { recursive: true, force: true });
  await mkdir(parts, { recursive: true, mode: 0o700 });
  try {
    const manifest = await extract(parts, onTable);
    const tables = manifest.tables.map(({ name }) => ({ name: tableFile(name), file: path.join(parts, `${name}.copy.gz`) }));
    const whole = path.join(parts, 'whole.tar');
    await writeTar(whole, [{ name: MANIFEST, text: JSON.stringify(manifest, null, 2) }, ...(await secretsOf(dataFolder)), ...tables]);
    await rename(whole, file);
    return manifest;
  } finally {
    await rm(parts, { recursive: true, force: true });
  }
}
