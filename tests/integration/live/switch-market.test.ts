import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { liveDatasetId } from '@/lib/data/live-dataset';
import { pool } from '@/lib/data/pool';
import { readTar } from '@/lib/services/backup/tar';
import { activeMarket } from '@/lib/services/jobs/stale-jobs';
import { offerSwitch } from '@/lib/services/live/offer-switch';
import { startLive } from '@/lib/services/live/start-live';
import { switchMarket } from '@/lib/services/live/switch-market';
import { readSwitch, requestSwitch } from '@/lib/services/live/switch-state';
import { addTransaction } from '@/lib/services/portfolio/transactions';
import { newOwner, type Owner } from '../../support/belongings';
import { startSources } from '../../support/source-stubs/start-sources';
import { gatesOf, storeForecast, storeHeadline } from '../../support/stored-forecast';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-switch-'));
const silent = () => undefined;
/** What models leave of a market: forecasts and what was read. */
const JUDGED = ['forecast_run', 'forecast_model', 'forecast_row', 'text_item', 'text_mention'];
let sources: Awaited<ReturnType<typeof startSources>>;
let owner: Owner;

const backups = () => (fs.existsSync(path.join(folder, 'backups')) ? fs.readdirSync(path.join(folder, 'backups')) : []);
const count = async (from: string) => (await pool.query<{ rows: number }>(`SELECT count(*)::integer AS rows FROM ${from}`)).rows[0]?.rows;
const personal = async () => Promise.all(['app_user', 'plan', 'profile', 'account', '"transaction"', 'suggestion', 'alert', 'session', 'api_key'].map(count));

async function book(day: string): Promise<boolean | undefined> {
  const added = await addTransaction(owner.id, { kind: 'deposit', day, asset: 'usd', quantity: '5', accountId: owner.ids.account as string, note: '' } as Parameters<typeof addTransaction>[1]);
  if (!added.ok) throw new Error(added.message);
  return (await pool.query<{ simulated: boolean }>('SELECT simulated FROM "transaction" WHERE id = $1', [added.value.id])).rows[0]?.simulated;
}

beforeAll(async () => {
  sources = await startSources({ assets: 12, seed: 9 });
  Object.assign(process.env, { BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls), BANDWISE_DATA_DIR: folder, BANDWISE_OFFLINE: '' });
  delete process.env.MARKET_DATA_DIR;
});
afterAll(async () => {
  await sources.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  sources.heal();
  fs.rmSync(path.join(folder, 'backups'), { recursive: true, force: true });
  await pool.query('TRUNCATE dataset, asset, app_user, app_setting, source_state, source_asset, source_daily, source_change, daily_fact, day_digest, quote, backfill_task CASCADE');
  await pool.query(`INSERT INTO app_setting (key, value) VALUES ('sources', '{"listing": 12, "exchanges": []}')`);
  owner = await newOwner();
});

describe('the simulated market', () => {
  it('is offered to give way where a source answers, and only then', async () => {
    expect(await readSwitch()).toEqual({ offer: null, requested: false });
    expect(await offerSwitch()).toMatch(/^coingecko answers/);
    expect((await readSwitch()).offer?.source).toBe('coingecko');
    sources.inject({ fault: 'forbidden', source: 'coingecko' });
    expect(await offerSwitch()).toBe('no source answers');
    expect((await readSwitch()).offer).toBeNull();
  });

  it('stays without an agreement, and without a source', async () => {
    expect(await switchMarket(silent)).toBe('nobody has agreed to switch');
    await requestSwitch();
    sources.inject({ fault: 'forbidden', source: 'coingecko' });
    await expect(switchMarket(silent)).rejects.toThrow('No source answers now');
    expect([(await activeMarket())?.simulated, backups()]).toEqual([true, []]);
    expect((await readSwitch()).requested).toBe(true);
  });

  it('gives way to the live one after a backup; people, plans and ledgers stay, with what they entered marked', async () => {
    expect(await book('2021-12-30')).toBe(true);
    // What stood in the ledger before there was a mark was entered by hand here.
    await pool.query('UPDATE "transaction" SET simulated = true');
    await requestSwitch();
    const before = await personal();
    const facts = await count('daily_fact');
    const simulated = (await activeMarket())?.datasetId ?? 0;
    await storeForecast(simulated, { trainedTo: '2021-12-30', gates: gatesOf({ '2021-12': true }), rows: [{ id: 'bitcoin', day: '2021-12-30', percentile: 50 }] });
    await storeHeadline(simulated);
    const judged = async () => Promise.all(JUDGED.map(count));
    expect(await judged()).toEqual([1, 2, 1, 1, 1]);
    expect(await switchMarket(silent)).toMatch(/^the simulated market is gone; its backup is /);
    expect(await personal()).toEqual(before);
    expect(await judged()).toEqual([0, 0, 0, 0, 0]);
    expect([facts, await count('daily_fact'), await count('dataset'), await count('dataset_asset'), await count('lot')]).toEqual([1, 0, 0, 0, 0]);
    expect([await count(`suggestion WHERE state = 'open'`), await count('alert'), await count('alert WHERE seen_at IS NULL')]).toEqual([0, before[6], 0]);
    const [backup] = backups();
    const entries = await readTar(path.join(folder, 'backups', backup ?? ''));
    expect([entries.has('tables/daily_fact.copy.gz'), entries.has('tables/transaction.copy.gz')]).toEqual([true, true]);
    const manifest = entries.get('manifest.json');
    const { tables } = JSON.parse(fs.readFileSync(path.join(folder, 'backups', backup ?? '')).subarray(manifest?.offset ?? 0, (manifest?.offset ?? 0) + (manifest?.size ?? 0)).toString()) as { tables: { name: string; rows: number }[] };
    expect(JUDGED.map((table) => tables.find(({ name }) => name === table)?.rows)).toEqual([1, 2, 1, 1, 1]);
    expect(await startLive(silent)).toMatch(/^12 assets of coingecko/);
    expect(await activeMarket()).toMatchObject({ simulated: false, live: true, datasetId: await liveDatasetId() });
    expect(await book((await pool.query<{ day: string }>('SELECT last_day::text AS day FROM dataset')).rows[0]?.day ?? '')).toBe(false);
    expect(await count('"transaction" WHERE simulated')).toBe((before[4] ?? 0));
  });

  it('goes on where it was interrupted, with the backup that it has written', async () => {
    await requestSwitch();
    await requestSwitch();
    const interrupted = switchMarket((_, detail) => {
      if (detail?.startsWith('dropping')) throw new Error('interrupted');
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect([(await activeMarket())?.simulated, await count('daily_fact')]).toEqual([true, 1]);
    const written = backups().map((name) => [name, fs.statSync(path.join(folder, 'backups', name)).mtimeMs]);
    expect(written).toHaveLength(1);
    expect(await switchMarket(silent)).toMatch(/^the simulated market is gone/);
    expect(backups().map((name) => [name, fs.statSync(path.join(folder, 'backups', name)).mtimeMs])).toEqual(written);
    expect(await switchMarket(silent)).toBe('nobody has agreed to switch');
  });
});
