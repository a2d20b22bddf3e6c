import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { dependenciesStand } from '@/lib/ops/launcher/dependencies.mjs';
import { keptSecret, makeDataFolder, requireSpace } from '@/lib/ops/launcher/data-folder.mjs';
import { isLocked, lockFolder } from '@/lib/ops/launcher/lock.mjs';
import { nodeIsNewEnough } from '@/lib/ops/launcher/node-version.mjs';
import { choosePort } from '@/lib/ops/launcher/port.mjs';
import { plainLine, PlainError } from '@/lib/ops/plain-error.mjs';
import { tally } from '@/lib/ops/testing/tally.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-launcher-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const fresh = (name: string): string => fs.mkdtempSync(path.join(folder, `${name}-`));

describe('the version of Node', () => {
  it.each([
    ['18.20.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['21.7.0', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['23.1.0', false],
    ['24.0.0', true],
    ['26.1.0', true],
  ])('%s is new enough: %s', (version, enough) => {
    expect(nodeIsNewEnough(version)).toBe(enough);
  });

  it.each(['start.mjs', 'test.mjs', 'doctor.mjs', 'run-script.mjs'])('too old a one is told in one line by %s', (program) => {
    const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', pretend, path.join('lib/ops', program)], { encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([1, '', 'Bandwise needs Node 20.19, 22.12, 24 or newer; this is 18.20.0. See https://nodejs.org/en/download.\n']);
  });
});

describe('installed dependencies', () => {
  const lock = {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/b': { version: '1.0.0', integrity: 'y', dev: true },
    'node_modules/c': { version: '1.0.0', integrity: 'z', optional: true },
  };
  const a = { 'node_modules/a': lock['node_modules/a'] };
  const b = { 'node_modules/b': lock['node_modules/b'] };

  it.each([
    ['all that is needed', { dev: true }, { ...a, ...b }, true],
    ['what a start needs', { dev: false }, a, true],
    ['too little for tests', { dev: true }, a, false],
    ['nothing', { dev: false }, {}, false],
    ['another version', { dev: false }, { 'node_modules/a': { version: '1.0.1', integrity: 'x2' } }, false],
    ['another optional version', { dev: false }, { ...a, 'node_modules/c': { version: '2.0.0', integrity: 'z' } }, false],
  ])('%s', (_, need, installed, stand) => {
    expect(dependenciesStand(need, lock, installed)).toBe(stand);
  });
});

describe('the data folder', () => {
  it('lets only its owner list it and read its secrets', () => {
    const made = makeDataFolder(path.join(fresh('data'), 'deep/er'));
    const secret = keptSecret(made, 'secret');
    expect(fs.statSync(made).mode & 0o777).toBe(process.getuid?.() === 0 ? 0o711 : 0o700);
    expect(fs.statSync(path.join(made, 'secret')).mode & 0o777).toBe(0o600);
    expect(secret).toHaveLength(43);
    expect(keptSecret(made, 'secret')).toBe(secret);
    expect(fs.readdirSync(made)).toEqual(['secret']);
  });

  it('keeps the mode of a folder that was there, and closes what it puts into it', () => {
    const named = fresh('named');
    fs.chmodSync(named, 0o755);
    makeDataFolder(named);
    keptSecret(named, 'secret');
    expect(fs.statSync(named).mode & 0o777).toBe(0o755);
    expect(fs.statSync(path.join(named, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('is refused in one line where a file stands in its way, and on a disk that is nearly full', () => {
    const file = path.join(fresh('file'), 'taken');
    fs.writeFileSync(file, '');
    for (const place of [file, path.join(file, 'below')]) expect(() => makeDataFolder(place)).toThrow(new PlainError(`${place} cannot be the data folder: a file stands in its way. Choose another with BANDWISE_DATA_DIR=/path.`));
    const room = vi.spyOn(fs, 'statfsSync');
    room.mockReturnValue({ bavail: 299, bsize: 1e6 } as fs.StatsFs);
    expect(() => requireSpace(folder)).toThrow(new PlainError(`The disk is full: ${folder} has 299 MB left, 300 MB are needed. Free some space and start again.`));
    room.mockReturnValue({ bavail: 300, bsize: 1e6 } as fs.StatsFs);
    requireSpace(folder);
    room.mockRestore();
  });

  it('is held by one start, and given back', () => {
    const held = fresh('lock');
    const unlock = lockFolder(held);
    expect(isLocked(held)).toBe(true);
    expect(() => lockFolder(held)).toThrow(PlainError);
    unlock();
    expect(isLocked(held)).toBe(false);
    lockFolder(held)();
    expect(fs.readdirSync(held)).toEqual([]);
  });

  it('is not held by a start that was killed, nor by another program with its number', async () => {
    const held = fresh('stale');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const lock = path.join(held, 'start.lock');
    fs.writeFileSync(lock, JSON.stringify({ pid: child.pid, birth: 'long ago' }));
    expect(isLocked(held)).toBe(process.platform !== 'linux');
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await gone;
    fs.writeFileSync(lock, JSON.stringify({ pid: child.pid, birth: '' }));
    lockFolder(held)();
    fs.writeFileSync(lock, '{ half');
    lockFolder(held)();
    expect(isLocked(held)).toBe(false);
  });
});

describe('the port', () => {
  it('is refused in one line when it is busy or is none', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as net.AddressInfo;
    await expect(choosePort(String(port))).rejects.toThrow(`Port ${port} is in use by another program. Choose another: PORT=${port + 1} npm start`);
    server.close();
    await expect(choosePort('many')).rejects.toThrow('PORT is "many", which is not a port (0 to 65535).');
    expect(await choosePort('0')).toBeGreaterThan(1023);
  });
});

describe('troubles in one line', () => {
  it.each([
    [Object.assign(new Error('write'), { code: 'ENOSPC', path: '/data/x' }), 'The disk is full (/data/x). Free some space'],
    [new Error('initdb failed: could not write: No space left on device'), 'The disk is full. Free some space'],
    [new Error('prisma migrate deploy failed: Database error code: 53100'), 'The disk is full. Free some space'],
    [Object.assign(new Error('open'), { code: 'EACCES', path: '/data' }), 'No permission for /data.'],
    [Object.assign(new Error('chmod'), { code: 'EPERM', path: '/data' }), '/data belongs to another user.'],
    [new PlainError('plain'), 'plain'],
  ])('%s', (error, line) => {
    expect(plainLine(error)).toContain(line);
    expect(plainLine(error)).not.toContain('\n');
  });

  it('leaves our own mistakes their stack', () => {
    expect(plainLine(new TypeError('x is not a function'))).toBeNull();
    expect(plainLine(new Error('PostgreSQL did not start: listening on port 53100'))).toBeNull();
  });
});

describe('the tally of a test run', () => {
  const write = (report: object): string => {
    const file = path.join(fresh('report'), 'report.json');
    fs.writeFileSync(file, JSON.stringify(report));
    return file;
  };

  it('counts tests, and a file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'passed', assertionResults: [] }, { status: 'failed', assertionResults: [] }, { status: 'failed', assertionResults: [{ status: 'failed' }] }];
    expect(tally(write({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, testResults }))).toEqual({ passed: 7, failed: 2, leftOut: 2 });
  });

  it('takes no report for a failure', () => {
    expect(tally(path.join(folder, 'none.json'))).toEqual({ passed: 0, failed: 1, leftOut: 0 });
  });
});
