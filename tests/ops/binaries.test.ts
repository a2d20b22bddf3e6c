import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { linkLibraries } from '@/lib/ops/postgres/binaries.mjs';
import { serviceUser } from '@/lib/ops/postgres/service-user.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-binaries-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe('the libraries of the packaged server', () => {
  it('are linked when no install script did it, and links that stand are left alone', () => {
    const lib = path.join(folder, 'native/lib');
    fs.mkdirSync(lib, { recursive: true });
    fs.writeFileSync(path.join(lib, 'libpq.so.5.18'), 'library');
    fs.writeFileSync(path.join(folder, 'native/pg-symlinks.json'), JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]));
    fs.symlinkSync('gone', path.join(lib, 'libpq.so.5'));
    expect(linkLibraries(folder)).toBe(true);
    expect(fs.readlinkSync(path.join(lib, 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(linkLibraries(folder)).toBe(true);
    expect(fs.readFileSync(path.join(lib, 'libpq.so.5'), 'utf8')).toBe('library');
  });

  it('need nothing where the package has no list', () => {
    expect(linkLibraries(path.join(folder, 'elsewhere'))).toBe(true);
  });
});

describe('the user of the database', () => {
  const asRoot = process.getuid?.() === 0;

  it('is postgres or nobody under root, and ourselves otherwise', () => {
    const passwd = path.join(folder, 'passwd');
    fs.writeFileSync(passwd, 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533:::\n');
    expect(serviceUser(path.join(folder, 'none'), passwd)).toEqual(asRoot ? { name: 'nobody', uid: 65_534, gid: 65_533 } : null);
  });

  it('stays who made the cluster, whoever else comes to the machine', () => {
    const pgdata = path.join(folder, 'pgdata');
    fs.mkdirSync(pgdata);
    if (asRoot) fs.chownSync(pgdata, 1234, 1235);
    expect(serviceUser(pgdata)).toEqual(asRoot ? { name: '1234', uid: 1234, gid: 1235 } : null);
  });
});
