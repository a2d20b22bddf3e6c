import { beforeEach, describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { apiRoutes, callApi } from '../../support/api-routes';

const ASKED: readonly (readonly [path: string, params: Record<string, string>])[] = [
  ['/status', {}],
  ['/tokens', {}],
  ['/indices', {}],
  ['/catalogue', {}],
  ['/indices/{slug}', { slug: 'large-cap-10' }],
  ['/indices/{slug}/levels', { slug: 'large-cap-10' }],
  ['/indices/{slug}/rebalances', { slug: 'large-cap-10' }],
];

async function marketThatIs(simulated: boolean): Promise<void> {
  await pool.query('TRUNCATE dataset, index_state CASCADE');
  await pool.query(`INSERT INTO dataset (id, name, simulated, active, first_day, last_day, asset_count, content_hash, updated_at) VALUES (1, 'small', $1, true, '2021-01-01', '2021-12-30', 1, 'x', now())`, [simulated]);
  await pool.query(`INSERT INTO index_state (dataset_id, slug, version, status, missing, sparkline, metrics, holdings, notes, input_hash) VALUES (1, 'large-cap-10', 1, 'waiting', '{}', '{}', '{}', '[]', '{}', 'x')`);
}

const told = async (path: string, params: Record<string, string>) => {
  const routes = await apiRoutes().find((route) => route.path === path)?.load();
  if (routes === undefined) throw new Error(`no route ${path}`);
  const response = await callApi(routes, 'GET', path, { params });
  return [response.status, response.headers.get('x-bandwise-simulated')];
};

describe.each(ASKED)('GET %s', (path, params) => {
  beforeEach(() => marketThatIs(true));

  it('says that its market is simulated, and says nothing of a real one', async () => {
    expect(await told(path, params)).toEqual([200, 'true']);
    await marketThatIs(false);
    expect(await told(path, params)).toEqual([200, null]);
  });
});
