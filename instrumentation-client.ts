/** Our pages evaluate no text: a schema that tried to compile itself would be reported by the browser. Read by zod when it loads, at no weight for pages without it. */
(globalThis as { __zod_globalConfig?: object }).__zod_globalConfig = { jitless: true };

export {};
