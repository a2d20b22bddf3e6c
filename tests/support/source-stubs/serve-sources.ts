// The stand-ins of all sources in a process of their own, so that measuring the product does not measure them: OPTIONS as JSON in the first
// argument, addresses as JSON on stdout, then each line on stdin is a moment that it shall be. Ends with its stdin.
import readline from 'node:readline';
import { startSources, type SourcesOptions } from './start-sources';

const sources = await startSources(JSON.parse(process.argv[2] ?? '{}') as SourcesOptions);
const say = (answer: unknown): void => void process.stdout.write(`${JSON.stringify(answer)}\n`);
say(sources.urls);
for await (const line of readline.createInterface({ input: process.stdin })) {
  sources.setNow(new Date(line));
  // Ranks of a day are made when they are first asked for: here, so that no measured answer waits for them.
  sources.market.ranked();
  sources.clearRequests();
  say(line);
}
await sources.stop();
process.exit();
