// npm test: everything that can be wrong, on a machine that has only Node.
import { requireNode } from './launcher/node-version.mjs';

requireNode();
import('./testing/main.mjs').then(({ main }) => main(process.argv.slice(2)));
