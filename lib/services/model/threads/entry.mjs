// Where a thread begins: it reads TypeScript as the process does (see lib/ops/launcher/services.mjs), then serves what it is asked.
import { register } from 'tsx/esm/api';

register();
await import('./serve.ts');
