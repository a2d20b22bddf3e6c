import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const LOCK = pathToFileURL(path.resolve(import.meta.dirname, '../../lib/ops/launcher/lock.mjs')).href;
const STARTS = 4;

/** Waits for the common moment, takes the lock or not, and stays alive until all have tried. */
const START = `
  const { lockFolder } = await import('${LOCK}');
  const [folder, at] = process.argv.slice(1);
  while (Date.now() < Number(at));
  try { lockFolder(folder); console.log('mine'); } catch (error) { console.log(error.name); }
  setTimeout(() => process.exit(), 700);`;

function start(folder: string, at: number): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', START, folder, String(at)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', () => resolve(said.trim())));
}

it.each([1, 2, 3])('gives the lock of a killed process to one of several that start at once (%i)', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-lock-'));
  fs.writeFileSync(path.join(folder, 'start.lock'), JSON.stringify({ pid: 2 ** 30, birth: '1' }));
  const at = Date.now() + 900;
  const said = await Promise.all(Array.from({ length: STARTS }, () => start(folder, at)));
  expect(said.sort()).toEqual([...Array.from({ length: STARTS - 1 }, () => 'PlainError'), 'mine'].sort());
  expect(fs.readdirSync(folder)).toEqual(['start.lock']);
  fs.rmSync(folder, { recursive: true });
});
