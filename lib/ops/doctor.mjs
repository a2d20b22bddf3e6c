// npm run doctor: looks at everything a start needs, changes nothing.
import { requireNode } from './launcher/node-version.mjs';

requireNode();
import('./doctor/main.mjs').then(({ main }) => main());
