import { beforeAll, describe, expect, test } from 'vitest';
import { pool } from '@/lib/data/pool';
import { createUser } from '@/lib/data/users';
import type { ProfileAnswers } from '@/lib/schemas/plan';
import { changeSettings } from '@/lib/services/account/settings';
import { currentTargets } from '@/lib/services/planning/current-targets';
import { loadCatalogue } from '@/lib/services/planning/load-catalogue';
import { changeAnswers, readProfile, saveProfile } from '@/lib/services/planning/profile';
import { currentPlan, planHistory, planVersion } from '@/lib/services/planning/read-plan';
import { readPlanPage } from '@/lib/services/planning/read-plan-page';
import { readWhatIfPage } from '@/lib/services/planning/read-what-if';
import { CATALOGUE, PERSON } from '../../domain/planning/fixtures';

const ANSWERS = PERSON as ProfileAnswers;

async function seedMarket(): Promise<void> {
  await pool.query(`INSERT INTO dataset (id, name, simulated, active, first_day, last_day, asset_count, content_hash, updated_at) VALUES (1, 'small', false, true, '2021-01-01', '2021-12-30', 1, 'x', now())`);
  await pool.query(`INSERT INTO asset (id) VALUES ('bitcoin')`);
  await pool.query(`INSERT INTO dataset_asset (dataset_id, asset_id, symbol, name, kind, sectors, first_day, last_day) VALUES (1, 'bitcoin', 'BTC', 'Bitcoin', 'coin', '{layer-1}', '2021-01-01', '2021-12-30')`);
  for (const index of CATALOGUE.indices) {
    const holdings = JSON.stringify(index.holdings.map(({ asset, weight }) => ({ id: asset, weight, target: weight })));
    await pool.query(`INSERT INTO methodology (slug, version, name, tier, tags, position, definition, hash) VALUES ($1, 1, $2, $3, $4, $5, '{}', 'h')`, [index.slug, index.name, index.tier, index.tags, index.order]);
    await pool.query(`INSERT INTO index_state (dataset_id, slug, version, status, missing, sparkline, metrics, holdings, cash, notes, input_hash) VALUES (1, $1, 1, $2, '{}', '{}', '{}', $3, $4, '{}', 'i')`, [index.slug, index.status, holdings, index.cash]);
  }
  await pool.query(`INSERT INTO index_level (dataset_id, slug, day, gross, net) SELECT 1, 'bitcoin-anchor', d, 1000, 1000 + extract(doy from d) FROM generate_series(DATE '2021-01-01', DATE '2021-12-30', '1 day') AS d`);
}

async function makeUser(name: string): Promise<string> {
  const user = await createUser(`${name}@example.org`, 'correct horse battery staple');
  if (user === null) throw new Error('taken');
  return user.id;
}

describe('profile and plan, stored', () => {
  let anna = '';
  let ben = '';
  beforeAll(async () => {
    await seedMarket();
    [anna, ben] = await Promise.all([makeUser('anna'), makeUser('ben')]);
  });

  test('the catalogue is read from the published indices, under a version', async () => {
    const catalogue = await loadCatalogue();
    expect(catalogue.version).toMatch(/^small@[0-9a-f]{12}$/);
    expect(catalogue.indices.map(({ slug }) => slug)).toEqual(CATALOGUE.indices.map(({ slug }) => slug));
    expect(catalogue.indices[0]).toMatchObject({ status: 'live', holdings: expect.arrayContaining([{ asset: 'bitcoin', weight: 0.55 }]) as unknown, levels: { firstDay: 18_628 } });
    expect(catalogue.indices[0]?.levels.values).toHaveLength(364);
    expect(catalogue.sectors).toEqual({ bitcoin: 'layer-1' });
    expect(await loadCatalogue()).toBe(catalogue);
  });

  test('a step alone is saved and makes no plan; the same answers again make no version', async () => {
    expect(await readProfile(anna)).toBeNull();
    const first = await changeAnswers(anna, { age: 38, investable: '120000' });
    expect(first).toMatchObject({ version: 1, complete: false });
    expect(await changeAnswers(anna, { age: 38 })).toMatchObject({ version: 1 });
    expect(await currentPlan(anna)).toBeNull();
    expect(await readPlanPage(anna, null)).toMatchObject({ view: null, start: { begun: true, open: 'you' } });
  });

  test('complete answers make a plan; every change of it is a version and the ones before stay', async () => {
    expect(await saveProfile(anna, ANSWERS)).toMatchObject({ version: 2, complete: true });
    const plan = await currentPlan(anna);
    expect(plan).toMatchObject({ version: 1, reviewDay: '2023-12-30', result: { day: '2021-12-30', cryptoAmount: '18000' }, answers: { age: 38 } });
    await saveProfile(anna, ANSWERS);
    await changeAnswers(anna, { age: 52 });
    expect((await planHistory(anna)).map(({ version, result }) => [version, result.stage])).toEqual([[2, 'preRetirement'], [1, 'growth']]);
    expect((await planVersion(anna, 1))?.result).toEqual(plan?.result);
    expect(await planVersion(anna, 3)).toBeNull();
  });

  test('an answer can be taken back', async () => {
    await changeAnswers(anna, { split: { conservative: 0.5, balanced: 0.25, aggressive: 0.25 } });
    expect((await currentPlan(anna))?.result.tiers.requested.balanced).toBe(0.25);
    await changeAnswers(anna, { split: undefined });
    expect((await readProfile(anna))?.answers).not.toHaveProperty('split');
  });

  test('two saves at once get two versions', async () => {
    const before = (await readProfile(ben))?.version ?? 0;
    const saved = await Promise.all([30, 31, 32, 33].map((age) => saveProfile(ben, { age })));
    expect(saved.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4].map((step) => before + step));
  });

  test('of two steps at once both are kept, and the newest plan is of the newest answers', async () => {
    const carla = await makeUser('carla');
    const { age, ...rest } = ANSWERS;
    for (const round of [1, 2, 3]) {
      await Promise.all([changeAnswers(carla, { age: Number(age) + round }), changeAnswers(carla, { ...rest, horizonYears: 10 + round }), changeAnswers(carla, { monthlyExpenses: String(1000 + round) })]);
      const profile = await readProfile(carla);
      expect(profile?.answers).toMatchObject({ age: Number(age) + round, horizonYears: 10 + round });
      expect((await currentPlan(carla))?.answers).toMatchObject(profile?.answers ?? {});
    }
    // Whoever came too late plans the newest answers too: the same plan is no version.
    const plans = (await planHistory(carla)).map(({ answers }) => JSON.stringify(answers));
    expect(new Set(plans).size).toBe(plans.length);
  });

  test('nobody sees the plan of another', async () => {
    expect(await currentPlan(ben)).toBeNull();
    expect(await planVersion(ben, 1)).toBeNull();
    expect(await planHistory(ben)).toEqual([]);
    expect(await readPlanPage(ben, 1)).toMatchObject({ missing: true, view: null });
    expect(await currentTargets(ben)).toBeNull();
    expect(await readWhatIfPage(ben, {})).toBeNull();
  });

  test('targets follow the settings, and name what was lost when an index is gone', async () => {
    const all = await currentTargets(anna, '18000');
    await changeSettings(anna, { targets: { simple: 2 } });
    const simple = await currentTargets(anna, '18000');
    expect(all?.targets.targets.length).toBeGreaterThan(simple?.targets.targets.length ?? 0);
    expect(simple).toMatchObject({ simple: 2, outdated: false, lost: [] });
    expect(simple?.targets.targets.reduce((total, { weight }) => total + weight, simple.targets.cash)).toBeCloseTo(1, 9);
    await pool.query(`UPDATE index_state SET status = 'waiting', holdings = '[]', cash = 1, input_hash = 'j' WHERE slug = 'small-cap-growth'`);
    expect(await currentTargets(anna, '18000')).toMatchObject({ outdated: true, lost: ['small-cap-growth'] });
  });

  test('a look at another answer computes both sides and saves nothing', async () => {
    const view = await readWhatIfPage(anna, { age: '25', reserve: 'lots' });
    expect(view?.now.stage).toBe('preRetirement');
    expect(view?.then.stage).toBe('accumulation');
    expect(view?.values.reserve).toBe('lots');
    expect((await currentPlan(anna))?.answers.age).toBe(52);
  });
});
