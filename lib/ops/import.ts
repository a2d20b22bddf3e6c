import { pool } from '@/lib/data/pool';
import { importMarketFolder } from '@/lib/services/market/import-market-folder';
import type { ImportProgress, ImportSummary } from '@/lib/services/market/import-market';

const USAGE = 'Usage: npm run import -- FOLDER [--force]   (a market folder: dataset.json, assets.csv, daily.csv.gz, …)';
const SHOW_EVERY_MS = 250;
const number = new Intl.NumberFormat('en-US');

/** On a terminal one line that renews itself; in a log one line a step. */
function createReporter(): ImportProgress {
  let shown = '';
  let at = 0;
  return (fraction, detail) => {
    const step = detail.replace(/, [\d,]+ rows$/, '');
    const now = performance.now();
    if (step === shown && (!process.stderr.isTTY || now - at < SHOW_EVERY_MS)) return;
    const line = `${String(Math.floor(fraction * 100)).padStart(3)} %  ${process.stderr.isTTY ? detail : step}`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001B[K${line}` : `${line}\n`);
    shown = step;
    at = now;
  };
}

function report(summary: ImportSummary, seconds: number): void {
  const lines = Object.entries(summary.files).map(([file, tally]) => {
    const unchanged = tally.accepted - tally.changed;
    const parts = [`${number.format(tally.rows)} rows`, `${number.format(tally.changed)} stored`, `${number.format(unchanged)} unchanged`, `${number.format(tally.rejected)} refused`];
    if (tally.unordered > 0) parts.push(`${number.format(tally.unordered)} out of order, stored in place`);
    if (tally.suspect > 0) parts.push(`${number.format(tally.suspect)} suspect, stored and flagged`);
    return `  ${file.padEnd(16)} ${parts.join(', ')}`;
  });
  const head = summary.unchanged ? 'is the same as the last import; nothing to do' : `imported in ${seconds.toFixed(1)} s`;
  process.stdout.write(`${summary.name} ${head}: ${number.format(summary.assets)} assets\n${lines.join('\n')}\n  content ${summary.contentHash.slice(0, 16)}\n`);
}

async function main(args: readonly string[]): Promise<number> {
  const [folder, ...rest] = args.filter((arg) => arg !== '--force');
  if (folder === undefined || folder.startsWith('-') || rest.length > 0) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const started = performance.now();
  try {
    const summary = await importMarketFolder(folder, { force: args.includes('--force'), onProgress: createReporter() });
    if (process.stderr.isTTY) process.stderr.write('\n');
    report(summary, (performance.now() - started) / 1000);
    return 0;
  } catch (error) {
    process.stderr.write(`Import failed: ${error instanceof Error ? error.message : String(error)}\nNothing of it was stored; run it again to go on.\n`);
    return 1;
  } finally {
    await pool.end();
  }
}

process.exitCode = await main(process.argv.slice(2));
