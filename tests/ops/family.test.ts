import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { commandOf } from '@/lib/ops/postgres/control-file.mjs';

const FAMILY = pathToFileURL(path.resolve(import.meta.dirname, '../../lib/ops/launcher/family.mjs')).href;
const node = JSON.stringify(process.execPath);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

/** Starts a program and reads the process numbers that it prints, one a line: `name number`. */
async function start(command: string, args: readonly string[], names: readonly string[], env: Record<string, string> = {}): Promise<{ pid: (name: string) => number; output: () => string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  started.push(child);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!names.every((name) => said.includes(`${name} `))) await pause(20);
  return { pid: (name) => (name === 'npm' ? (child.pid ?? 0) : Number(new RegExp(`${name} (\\d+)`).exec(said)?.[1])), output: () => said };
}

async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 400 && commandOf(pid) !== ''; tries += 1) await pause(50);
  return commandOf(pid) === '';
}

describe('a family of processes', () => {
  it('ends when its head was killed and could tell nobody', async () => {
    const HEAD = `
      const { createFamily } = await import('${FAMILY}');
      console.log('child', createFamily().start(['-e', 'setInterval(() => {}, 1000)'], {}, { stdio: 'ignore' }).pid);
      console.log('head', process.pid);
      setInterval(() => {}, 1000);`;
    const { pid } = await start(process.execPath, ['--input-type=module', '--eval', HEAD], ['child', 'head']);
    expect(commandOf(pid('child'))).not.toBe('');
    process.kill(pid('head'), 'SIGKILL');
    expect(await gone(pid('child'))).toBe(true);
  });

  // Who npm's shell belongs to can only be read on Linux.
  it.each(process.platform === 'linux' ? ['shell', 'npm'] : ['shell'])('hears of the end of npm by the end of the %s', async (who) => {
    const LAUNCHER = `
      const { watchNpm } = await import('${FAMILY}');
      watchNpm(() => { console.log('told'); process.exit(); });
      console.log('launcher', process.pid);
      setInterval(() => {}, 1000);`;
    const NPM = `
      const shell = require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(`${node} --input-type=module --eval "$LAUNCHER"; true`)}], { stdio: 'inherit' });
      console.log('shell', shell.pid);
      setInterval(() => {}, 1000);`;
    const { pid, output } = await start(process.execPath, ['--eval', NPM], ['shell', 'launcher'], { LAUNCHER, npm_lifecycle_event: 'start' });
    await pause(700);
    expect(output()).not.toContain('told');
    process.kill(pid(who), 'SIGKILL');
    expect(await gone(pid('launcher'))).toBe(true);
    expect(output()).toContain('told');
    if (who === 'npm') process.kill(pid('shell'), 'SIGKILL');
  });
});
