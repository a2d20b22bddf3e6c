import 'server-only';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FACT_TABLES } from '@/lib/domain/market/fact-tables';
import { readCsv } from './read-csv';
import { assetRow, datasetSchema } from './schema';
import { readTextLines } from '../text-folder/read-text-lines';
import type { MarketSource, RefusedRow, SourceAsset, SourceRow } from '../port';

const ASSETS_FILE = 'assets.csv';
const REQUIRED = ['daily'];

/** The file of a table, plain or gzipped; null where the folder has none. */
function tableFile(folder: string, name: string): string | null {
  return [`${name}.csv.gz`, `${name}.csv`].find((file) => existsSync(path.join(folder, file))) ?? null;
}

const TEXT_FILES = ['text.jsonl.gz', 'text.jsonl'];

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function readAsset(row: SourceRow, header: readonly string[]): { asset: SourceAsset } | { reason: string } {
  if (!row.fields) return { reason: 'broken quoting' };
  if (row.fields.length !== header.length) return { reason: `${row.fields.length} columns instead of ${header.length}` };
  const parsed = assetRow.safeParse(Object.fromEntries(header.map((name, index) => [name, row.fields?.[index] ?? ''])));
  if (parsed.success) return { asset: parsed.data };
  const issue = parsed.error.issues[0];
  return { reason: `${String(issue?.path[0] ?? 'row')} ${issue?.message ?? 'is not readable'}` };
}

async function readAssets(file: string): Promise<Pick<MarketSource, 'assets' | 'refusedAssets'>> {
  const rows: SourceRow[] = [];
  for await (const batch of readCsv(file)) rows.push(...batch);
  const header = rows[0]?.fields ?? [];
  const assets = new Map<string, SourceAsset>();
  const refusedAssets: RefusedRow[] = [];
  for (const row of rows.slice(1)) {
    const read = readAsset(row, header);
    const reason = 'reason' in read ? read.reason : assets.has(read.asset.id) ? 'duplicate id' : null;
    if ('asset' in read && reason === null) assets.set(read.asset.id, read.asset);
    else refusedAssets.push({ file: ASSETS_FILE, line: row.line, assetId: row.fields?.[0] ?? null, day: null, severity: 'reject', reason: reason ?? '', raw: (row.plain ?? row.raw ?? row.fields?.join(',') ?? '').slice(0, 500) });
  }
  return { assets: [...assets.values()], refusedAssets };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('dataset.json: not JSON');
  }
}

/** An error of reading names the file it came from. */
async function* named<T>(file: string, batches: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* batches;
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Opens a market folder: its description, its assets and its tables as streams. Throws one clear line where the folder is not
 * one (no folder, no dataset.json, no assets, no daily rows).
 */
export async function openMarketFolder(folder: string): Promise<MarketSource> {
  if (!existsSync(folder)) throw new Error(`No such folder: ${folder}`);
  const described = await readFile(path.join(folder, 'dataset.json'), 'utf8').catch(() => null);
  if (described === null) throw new Error(`Not a market folder (no dataset.json): ${folder}`);
  const parsed = datasetSchema.safeParse(parseJson(described));
  if (!parsed.success) throw new Error(`dataset.json: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`);
  const assetsFile = path.join(folder, ASSETS_FILE);
  if (!existsSync(assetsFile)) throw new Error(`Not a market folder (no ${ASSETS_FILE}): ${folder}`);
  const files = FACT_TABLES.flatMap((name) => {
    const file = tableFile(folder, name);
    if (file === null && REQUIRED.includes(name)) throw new Error(`Not a market folder (no ${name}.csv.gz): ${folder}`);
    return file === null ? [] : [{ name, file, path: path.join(folder, file) }];
  });
  const texts = TEXT_FILES.find((file) => existsSync(path.join(folder, file)));
  const hashed = [...files, ...(texts === undefined ? [] : [{ file: texts, path: path.join(folder, texts) }])];
  const hashes = await Promise.all([assetsFile, ...hashed.map((file) => file.path)].map(hashFile));
  return {
    dataset: parsed.data,
    ...(await readAssets(assetsFile)),
    tables: files.map((file) => ({ name: file.name, file: file.file, size: statSync(file.path).size, batches: () => named(file.file, readCsv(file.path)) })),
    ...(texts === undefined ? {} : { texts: { file: texts, lines: () => named(texts, readTextLines(path.join(folder, texts), texts)) } }),
    fingerprint: createHash('sha256').update([described, ...hashed.map((file) => file.file), ...hashes].join('\n')).digest('hex'),
  };
}
