import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** A market folder made for one test; `daily` and the rest are whole file texts. */
export interface FolderFixture {
  readonly name?: string;
  readonly simulated?: boolean;
  readonly assets?: string;
  readonly daily?: string;
  readonly files?: Readonly<Record<string, string | Buffer>>;
}

export const ASSETS = 'id,symbol,name,kind,sectors,ecosystem,consensus,maxSupply\nbitcoin,BTC,Bitcoin,coin,layer-1|payments,bitcoin,pow,21000000\ndai,DAI,Dai,stablecoin,,ethereum,none,\n';
export const DAILY_HEADER = 'id,day,close,tradedValue,marketCap,circulatingSupply';

const made: string[] = [];

export function makeFolder(fixture: FolderFixture = {}): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-market-'));
  made.push(folder);
  const dataset = { name: fixture.name ?? 'made', description: '', simulated: fixture.simulated ?? false, source: 'a test', licence: 'none', firstDay: '2021-01-01', lastDay: '2021-12-31', assets: 2, attribution: '' };
  fs.writeFileSync(path.join(folder, 'dataset.json'), JSON.stringify(dataset));
  fs.writeFileSync(path.join(folder, 'assets.csv'), fixture.assets ?? ASSETS);
  fs.writeFileSync(path.join(folder, 'daily.csv.gz'), gzipSync(fixture.daily ?? `${DAILY_HEADER}\nbitcoin,2021-01-01,100,5,1000,\n`));
  for (const [name, content] of Object.entries(fixture.files ?? {})) fs.writeFileSync(path.join(folder, name), content);
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}
