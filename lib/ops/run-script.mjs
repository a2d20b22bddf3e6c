// Runs one of our commands on the database of this installation: node lib/ops/run-script.mjs FILE [ARGUMENTS]
import { requireNode } from './launcher/node-version.mjs';

requireNode();
import('./launcher/script.mjs').then(({ runScript }) => runScript(process.argv[2], process.argv.slice(3)));
