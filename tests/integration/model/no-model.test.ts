import { describe, expect, it } from 'vitest';
import * as routes from '@/app/api/v1/model/route';
import { callApi } from '../../support/api-routes';

describe('GET /model before a model exists', () => {
  it('answers with missing figures and a closed gate that says why', async () => {
    const response = await callApi(routes, 'GET', '/model');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      state: 'none',
      version: null,
      trainedAt: null,
      dataset: null,
      features: [],
      windows: [],
      evaluation: { rankIc: { mean: null, t: null, months: null }, byMonth: [], baselines: { momentum: null, size: null, ridge: null }, spread: null, hitRate: null, calibration: [], deflatedSharpe: null, overfittingProbability: null },
      gate: { open: false, since: null, reason: 'Training is switched off on this installation (BANDWISE_FORECAST). Indices use the rule-based grade.' },
    });
  });

  it('refuses a question it does not know', async () => {
    expect((await callApi(routes, 'GET', '/model?day=2021-01-01')).status).toBe(422);
  });
});
