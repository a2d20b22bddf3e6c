import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** Leaves tests out that this machine cannot run, with a line that says so. */
export function leaveOut(name: string, needs: string): void {
  process.stdout.write(`left out, ${needs}: ${name}\n`);
  describe.skip(`${name} (${needs})`, () => it('is left out', () => expect(needs).toBe('')));
}

/**
 * Tests on data that is not part of the repository. Without the variable they are left out, with a line that says so; with a
 * variable that points nowhere they fail.
 */
function withFolder(variable: string, name: string, define: (dir: string) => void): void {
  const setting = process.env[variable];
  if (!setting) {
    process.stdout.write(`left out, ${variable} is not set: ${name}\n`);
    describe.skip(`${name} (needs ${variable})`, () => it('is left out', () => expect(setting).toBeTruthy()));
    return;
  }
  const dir = path.resolve(setting);
  if (fs.existsSync(dir)) describe(name, () => define(dir));
  else describe(name, () => it(`finds ${variable}`, () => expect.fail(`${variable} is ${dir}, which does not exist`)));
}

/** `dir` is a market folder (market-2021 in CI); its siblings (`../dirty`, `../reference`) lie beside it. */
export const withMarketData = (name: string, define: (dir: string) => void): void => withFolder('MARKET_DATA_DIR', name, define);

/** `dir` holds the recorded provider responses. */
export const withProviderSpecs = (name: string, define: (dir: string) => void): void => withFolder('PROVIDER_SPECS_DIR', name, define);
