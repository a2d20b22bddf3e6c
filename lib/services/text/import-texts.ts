import 'server-only';
import { createHash } from 'node:crypto';
import { saveTextItems } from '@/lib/data/text-items';
import { addTextMetrics } from '@/lib/data/text-metrics';
import { nameableAssets } from '@/lib/data/text-names';
import { stageRefused, type ImportClient } from '@/lib/data/import-stage';
import { isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { buildNameIndex, type NameIndex } from '@/lib/domain/scores/text/name-index';
import type { RefusedRow, SourceTexts, TextLine } from '@/lib/providers/port';
import { CopyWatch, judgeTexts, type UnjudgedText } from './judge-texts';
import { metricsOfDays } from './text-days';
import { installedReader, type TextReader } from './text-reader';

/** Texts read and stored at once. */
const BATCH = 2_000;
/** More in one file are refused: they are judged in one piece with the market. */
const MOST_TEXTS = 500_000;

export interface ImportedTexts {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Metric values made of them. */
  readonly metrics: number;
}

const idOf = ({ source, link, title, time }: TextLine): string => createHash('sha256').update(`${source}\n${link ?? `${time.toISOString()}\n${title}`}`).digest('hex');

function asUnjudged(line: TextLine): UnjudgedText {
  const seenAt = line.seen ?? line.time;
  const { title, body, kind, source } = line;
  return { id: idOf(line), kind, source, title, body, link: line.link ?? null, publishedAt: line.time, seenAt, day: isoDay(seenAt.toISOString().slice(0, 10)) };
}

/** Lines in the order in which they could be read, each once; what is none, of the future, or said twice is refused. */
async function readAll(texts: SourceTexts, now: Date): Promise<{ readonly texts: UnjudgedText[]; readonly refused: RefusedRow[]; readonly rows: number }> {
  const found = new Map<string, UnjudgedText>();
  const refused: RefusedRow[] = [];
  let rows = 0;
  for await (const { line, text, refused: row } of texts.lines()) {
    rows += 1;
    if (row) refused.push(row);
    if (!text) continue;
    const one = asUnjudged(text);
    const fault = one.seenAt > now ? 'stamped in the future' : found.has(one.id) ? 'said twice (the first stands)' : found.size >= MOST_TEXTS ? `beyond ${MOST_TEXTS} texts` : null;
    if (fault === null) found.set(one.id, one);
    else refused.push({ file: texts.file, line, assetId: null, day: one.day, severity: 'reject', reason: fault, raw: text.title.slice(0, 500) });
  }
  const order = (a: UnjudgedText, b: UnjudgedText): number => a.seenAt.getTime() - b.seenAt.getTime() || a.publishedAt.getTime() - b.publishedAt.getTime() || (a.id < b.id ? -1 : 1);
  return { texts: [...found.values()].sort(order), refused, rows };
}

/** Names by what was large in the month before each text: a name that became another's later was not that one's then. */
async function indexesOf(client: ImportClient, datasetId: number, texts: readonly UnjudgedText[]): Promise<(text: UnjudgedText) => NameIndex> {
  const byMonth = new Map<string, NameIndex>();
  for (const month of new Set(texts.map(({ day }) => day.slice(0, 7)))) byMonth.set(month, buildNameIndex(await nameableAssets(client, datasetId, `${month}-01`)));
  return ({ day }) => byMonth.get(day.slice(0, 7)) as NameIndex;
}

/** Replaces what was made of a dataset's texts by what its folder holds now: judged texts, and the metrics of all days from the first to the last. The caller is in a transaction. */
export async function importTexts(client: ImportClient, datasetId: number, source: SourceTexts, now: Date, given?: TextReader): Promise<ImportedTexts> {
  const reader = given ?? (await installedReader());
  const { texts, refused, rows } = await readAll(source, now);
  await stageRefused(client, datasetId, refused);
  const copies = new CopyWatch([]);
  for (let from = 0; from < texts.length; from += BATCH) {
    const some = texts.slice(from, from + BATCH);
    await saveTextItems(client, datasetId, judgeTexts(some, await reader.read(some), await indexesOf(client, datasetId, some), copies));
  }
  const [first, last] = [texts[0]?.day, texts.at(-1)?.day];
  const metrics = first === undefined || last === undefined ? 0 : await addTextMetrics(client, datasetId, await metricsOfDays(client, datasetId, first as IsoDay, last as IsoDay));
  return { rows, accepted: texts.length, rejected: refused.length, metrics };
}
