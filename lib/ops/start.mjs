// npm start. Node built-ins only, until the dependencies are in place.
import { requireNode } from './launcher/node-version.mjs';

requireNode();
import('./launcher/main.mjs').then((launcher) => launcher.main());
