import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export interface Program {
  readonly process: ChildProcess;
  readonly pid: number;
  output(): string;
  /** Ends it the hard way and waits until it is gone. */
  kill(): Promise<void>;
}

const running = new Set<Program>();

/** Starts one of our TypeScript programs as a process of its own. */
export function startProgram(file: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>): Program {
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', path.join(root, file), ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info', ...env },
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
  };
  running.add(program);
  void ended.then(() => running.delete(program));
  return program;
}

/** Ends whatever a test left running. */
export const killPrograms = (): Promise<unknown> => Promise.all([...running].map((program) => program.kill()));
