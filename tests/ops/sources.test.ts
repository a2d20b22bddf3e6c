import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BUILT_FROM, hashOf, madeFrom } from '@/lib/ops/launcher/sources.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-sources-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);
const hash = (): string => hashOf([path.relative(root, folder)]);

/** What lies at the top and never reaches a page. Whatever else comes there, a change of it builds them anew. */
const BESIDE = ['eslint.config.js', 'vitest.config.ts', 'prisma.config.ts', 'next-env.d.ts'];
const PROGRAM = /^[^./]+[^/]*\.(js|mjs|ts|json)$/;

describe('the sources of the pages', () => {
  it('are all that lies at the top of the checkout, but for what is named', () => {
    expect(fs.readdirSync(root).filter((name) => PROGRAM.test(name) && !BESIDE.includes(name)).sort()).toEqual(BUILT_FROM.filter((name) => PROGRAM.test(name)).sort());
    expect(BUILT_FROM).toEqual(expect.arrayContaining(['app', 'components', 'lib', 'public', 'prisma/schema.prisma']));
  });

  it('are others when a file has another content, another name, or is another', () => {
    write('one.ts', 'a');
    const first = hash();
    fs.utimesSync(path.join(folder, 'one.ts'), 1, 1);
    expect(hash()).toBe(first);
    write('one.ts', 'b');
    const seen = [first, hash()];
    fs.renameSync(path.join(folder, 'one.ts'), path.join(folder, 'two.ts'));
    seen.push(hash());
    write('three.ts', '');
    seen.push(hash());
    expect(new Set(seen).size).toBe(4);
  });

  it('are noted beside what was made of them, and only a whole result counts', () => {
    const stamp = madeFrom(path.relative(root, path.join(folder, 'stamp')), 'x');
    expect(stamp.holds()).toBe(false);
    stamp.write();
    expect([stamp.holds(), madeFrom(path.relative(root, path.join(folder, 'stamp')), 'y').holds()]).toEqual([true, false]);
    stamp.forget();
    expect(stamp.holds()).toBe(false);
  });
});
