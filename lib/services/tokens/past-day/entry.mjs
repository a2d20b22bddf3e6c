// Where the thread begins: it reads TypeScript as the worker's process does (see lib/ops/launcher/services.mjs), then serves what it is asked.
import { register } from 'tsx/esm/api';

register();
await import('./serve.ts');
