import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, the longest first. Begun last, one would keep a core busy while the other has nothing left to do. */
const LONG = [
  'live/kill-backfill', 'e2e/public-pages', 'e2e/live-switch', 'live/bad-scores', 'live/bad-answers', 'forecast/planted', 'integration/ownership', 'scores/incremental', 'e2e/story', 'e2e/offline', 'live/interleaving', 'e2e/full-disk',
  'e2e/account', 'contracts/providers', 'e2e/shell', 'model/forecast', 'live/live-troubles', 'live/live-market', 'market/real-folders', 'indices/incremental', 'http/source-fetch', 'gecko-llama-faults', 'contracts/silent-database',
].map((name) => `${name}.test.ts`);

function rankOf({ moduleId }: TestSpecification): number {
  const place = LONG.findIndex((name) => moduleId.endsWith(name));
  return place < 0 ? LONG.length : place;
}

/** What takes long begins first; the rest in the order of the runner. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}
