import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '@/package.json';

const root = path.resolve(import.meta.dirname, '../..');
const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
const scripts: Readonly<Record<string, string>> = packageJson.scripts;

const found = (pattern: RegExp): string[] => [...new Set([...readme.matchAll(pattern)].map((match) => match[1] as string))];

describe('the README', () => {
  it.each(found(/npm run ([\w-]+)/g))('names a command that exists: %s', (name) => {
    const file = scripts[name]?.split(' ').at(-1) ?? '';
    expect(fs.existsSync(path.join(root, file)), `${name} runs ${file}`).toBe(true);
  });

  it('knows every setting, and no other', () => {
    const source = fs.readFileSync(path.join(root, 'lib/env.ts'), 'utf8');
    const settings = [...source.matchAll(/^ {2}([A-Z_]+): z/gm)].map((match) => match[1] as string);
    expect(found(/^\| `([A-Z_]+)` \|/gm).sort()).toEqual(settings.sort());
  });

  it('shows pictures that are there', () => {
    const pictures = found(/\]\((public\/[^)]+\.png)\)/g);
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) expect(fs.existsSync(path.join(root, picture)), picture).toBe(true);
  });

  it('needs the Node that package.json asks for', () => {
    expect(readme).toContain(`Node.js](https://nodejs.org) ${packageJson.engines.node.replace('>=', '')} or newer`);
  });

  it('asks the API for paths that it has', () => {
    for (const route of found(/localhost:3000\/api\/v1\/([a-z/]+)/g)) expect(fs.existsSync(path.join(root, 'app/api/v1', route, 'route.ts')), route).toBe(true);
  });
});
