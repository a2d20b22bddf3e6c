import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pool } from '@/lib/data/pool';
import { listMigrations, listTables, quoted, type BackupTable } from '@/lib/services/backup/catalog';
import { copyOut } from '@/lib/services/backup/copy-out';
import { KEPT_SECRETS, MANIFEST, manifestSchema, secretFile, tableFile, type Manifest } from '@/lib/services/backup/manifest';
import { readEntry, readEntryText, readTar, type TarEntry } from '@/lib/services/backup/tar';
import { PlainError } from '../plain-error.mjs';

interface Backup {
  readonly file: string;
  readonly entries: Map<string, TarEntry>;
  readonly manifest: Manifest;
}

interface RestoreOptions {
  /** Replaces what the database holds. */
  readonly force?: boolean;
  /** Hears of each table with rows that are about to be replaced. */
  readonly onReplace?: (name: string, rows: number) => void;
  readonly onTable?: (name: string, rows: number) => void;
}

async function openBackup(file: string): Promise<Backup> {
  const entries = await readTar(file).catch((error: NodeJS.ErrnoException) => {
    throw new PlainError(error.code === 'ENOENT' ? `There is no file ${file}.` : error.message);
  });
  const entry = entries.get(MANIFEST);
  const parsed = entry && manifestSchema.safeParse(JSON.parse(await readEntryText(file, entry)));
  if (!parsed?.success) throw new PlainError(`${file} is not a backup that this version can read.`);
  return { file, entries, manifest: parsed.data };
}

/** The tables here that the backup fills; it may come from an older version, never from a newer one. */
async function matchTables(client: pg.ClientBase, { migrations, tables, version }: Manifest): Promise<Map<string, BackupTable>> {
  const known = new Set((await listMigrations(client)).map(({ name }) => name));
  const here = new Map((await listTables(client)).map((table) => [table.name, table]));
  const fits = tables.every(({ name, columns }) => columns.every((column) => here.get(name)?.columns.includes(column)));
  if (!fits || migrations.some(({ name }) => !known.has(name))) throw new PlainError(`The backup was made by version ${version}, which stores more than this one. Update first.`);
  return here;
}

/** Empties our tables where that was asked for; without CASCADE, so that a table of another program that points to one of them is an error, not emptied with it. */
async function makeRoom(client: pg.ClientBase, tables: readonly string[], { force = false, onReplace }: RestoreOptions): Promise<void> {
  for (const name of tables) {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${quoted(name)}`);
    const count = Number(rows[0]?.n);
    if (count > 0 && !force) throw new PlainError(`The database is not empty (${name} has rows). To replace all it holds: npm run restore -- FILE --force`);
    if (count > 0) onReplace?.(name, count);
  }
  if (force) await client.query(`TRUNCATE ${tables.map(quoted).join(', ')}`);
}

/** Loads one table and reads it back: what stands now must be what was saved. */
async function loadTable(client: pg.ClientBase, backup: Backup, saved: Manifest['tables'][number], here: BackupTable): Promise<void> {
  const entry = backup.entries.get(tableFile(saved.name));
  if (!entry) throw new PlainError(`${backup.file} lacks the table ${saved.name}.`);
  const into = client.query(copyFrom(`COPY ${quoted(saved.name)} (${saved.columns.map(quoted).join(', ')}) FROM STDIN`));
  await pipeline(readEntry(backup.file, entry), createGunzip(), into);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const { rows, sha256 } = await copyOut(client, { ...here, columns: saved.columns }, nowhere);
  if (rows !== saved.rows || sha256 !== saved.sha256) throw new PlainError(`${saved.name} differs from what was saved (${rows} rows, ${saved.rows} expected). Nothing was restored.`);
}

async function load(client: pg.ClientBase, backup: Backup, options: RestoreOptions): Promise<void> {
  const { manifest } = backup;
  const here = await matchTables(client, manifest);
  await client.query('BEGIN');
  await makeRoom(client, [...here.keys()], options);
  const saved = new Map(manifest.tables.map((table) => [table.name, table]));
  for (const [name, table] of here) {
    const found = saved.get(name);
    if (!found) continue;
    await loadTable(client, backup, found, table);
    options.onTable?.(name, found.rows);
  }
  for (const { name, value } of manifest.sequences) {
    if (value !== null) await client.query('SELECT setval($1::regclass, $2::bigint)', [quoted(name), value]);
  }
  await client.query('COMMIT');
}

async function restoreSecrets({ file, entries }: Backup, dataFolder: string): Promise<void> {
  for (const name of KEPT_SECRETS) {
    const entry = entries.get(secretFile(name));
    if (!entry) continue;
    const target = path.join(dataFolder, name);
    await writeFile(`${target}.restored`, await readEntryText(file, entry), { mode: 0o600, flush: true });
    await rename(`${target}.restored`, target);
  }
}

/** Puts a backup back: in one transaction, and only when every table is what was saved. */
export async function restoreBackup(file: string, dataFolder: string, options: RestoreOptions = {}): Promise<Manifest> {
  const backup = await openBackup(file);
  const client = await pool.connect();
  try {
    await load(client, backup, options);
    await client.query('ANALYZE');
  } finally {
    // Whatever failed may be in the middle of a COPY: closing the connection also ends the transaction.
    client.release(true);
  }
  await restoreSecrets(backup, dataFolder);
  return backup.manifest;
}
