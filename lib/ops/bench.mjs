// npm run bench [-- NAME…]: the benchmarks of tests/bench, each on a database of its own.
import { requireNode } from './launcher/node-version.mjs';

requireNode();
import('./testing/bench.mjs').then(({ main }) => main(process.argv.slice(2)));
