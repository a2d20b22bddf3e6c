import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export interface Program {
  readonly process: ChildProcess;
  readonly pid: number;
  output(): string;
  /** Ends it the hard way and waits until it is gone. */
  kill(): Promise<void>;
  /** Waits for its own end; throws where it failed. */
  done(): Promise<void>;
}

const running = new Set<Program>();

type Builder = { build(options: object): Promise<unknown> };

/** What cannot go into a bundle: it is looked for on the disk, or never there. */
const OUTSIDE = ['ccxt', 'eld', 'pg-native'];
/** Packages of the old kind ask for others by a function that modules do not have. */
const REQUIRE = "import { createRequire as requireOfBundle } from 'node:module'; const require = requireOfBundle(import.meta.url);";

/** Puts a program and its packages into one file, which starts in a fifth of the time: for tests that start it a hundred times. */
export async function bundleProgram(file: string): Promise<string> {
  // The builder that comes with the loader of our TypeScript programs.
  const { build } = createRequire(import.meta.resolve('tsx/package.json'))('esbuild') as Builder;
  const outfile = path.join(root, 'node_modules/.cache/bandwise-tests', `${path.basename(file, '.ts')}.mjs`);
  const unfinished = `${outfile}.${process.pid}`;
  await build({
    entryPoints: [path.join(root, file)],
    outfile: unfinished,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: OUTSIDE,
    banner: { js: REQUIRE },
    conditions: ['react-server'],
    tsconfig: path.join(root, 'tsconfig.json'),
    logLevel: 'error',
  });
  // Appears whole: another run may be starting the same program.
  fs.renameSync(unfinished, outfile);
  return path.relative(root, outfile);
}

/** Starts one of our programs as a process of its own. */
export function startProgram(file: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>): Program {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(process.execPath, ['--conditions=react-server', ...loader, path.join(root, file), ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info', BANDWISE_FORECAST: 'off', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output = (output + String(chunk)).slice(-50_000)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const program: Program = {
    process: child,
    pid: child.pid ?? 0,
    output: () => output,
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
    done: async () => {
      await ended;
      if (child.exitCode !== 0) throw new Error(`${file} ended with ${child.exitCode ?? child.signalCode}:\n${output}`);
    },
  };
  running.add(program);
  void ended.then(() => running.delete(program));
  return program;
}

/** Ends whatever a test left running. */
export const killPrograms = (): Promise<unknown> => Promise.all([...running].map((program) => program.kill()));
