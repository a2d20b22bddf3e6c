import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ModelShape, TokenForecast } from '@/lib/schemas/api/model';
import { appUrl, expectAccessible, settle, withPage, type Visit } from '../support/browser';
import { connectTo } from '../support/connect';
import type { MadeForecast } from '../support/stored-proof';

/** Figures are invented, shapes are a training's, and the product's own code writes and reads them: the servers of these tests train nothing. */
const MADE: readonly MadeForecast[] = [
  { id: 'bitcoin', percentile: 81.6, probability: 0.561, reasons: { momentum30d: 6.2, volatility30d: -3.1, 'sequence.againstBitcoin': -2.4 } },
  { id: 'ethereum', percentile: 12, probability: 0.43, reasons: {} },
];
const PHONE_AND_DESK: readonly Visit[] = [{ width: 390, scheme: 'dark' }, { width: 1440 }];

const disconnect = connectTo({ name: 'shared', url: inject('appDatabaseUrl'), drop: () => Promise.resolve() });
let run = 0;

beforeAll(async () => {
  const [{ activeDataset }, { storeMadeForecasts }] = await Promise.all([import('@/lib/data/dataset'), import('../support/stored-proof')]);
  const dataset = await activeDataset();
  run = await storeMadeForecasts(dataset?.id ?? 0, dataset?.lastDay ?? '', MADE);
});

afterAll(async () => {
  await (await import('../support/stored-proof')).forgetMadeRun(run);
  await disconnect();
});

const get = async <T>(where: string): Promise<T> => (await (await fetch(`${appUrl()}/api/v1${where}`)).json()) as T;

/** What a reader sees, with plain spaces and minus signs. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('\u2212', '-');
const wordsOf = async (page: Page, part: string): Promise<string> => plain((await page.locator(part).allInnerTexts()).join(' '));
const percent = (value: number | null, digits = 1): string => `${((value ?? NaN) * 100).toFixed(digits)} %`;

describe('the model page with a trained model', () => {
  it.each(PHONE_AND_DESK)('tells what GET /model tells, in words, and shows a year of it ($width px)', async (visit) => {
    const { evaluation, gate, evaluations } = await get<ModelShape>('/model');
    await withPage(async (page) => {
      await page.goto('/model');
      await settle(page);
      const text = await wordsOf(page, 'main');
      for (const figure of [evaluation.rankIc.mean?.toFixed(3), evaluation.rankIc.t?.toFixed(1), percent(evaluation.hitRate), percent(evaluation.spreads.net, 2), percent(evaluation.deflatedSharpe, 0), percent(evaluation.overfittingProbability, 0)]) expect(text).toContain(figure);
      expect(text).toContain(plain(gate.reason));
      expect(text).toContain(`The gate is ${gate.open ? 'open' : 'closed'} since`);
      for (const words of ['1 is the right order of tokens, 0 a guess', 'a coin has 50 %', 'within what chance brings']) expect(text).toContain(words);
      for (const { dataset } of evaluations) expect(text).toContain(dataset);
      await expectAccessible(page);

      const chart = page.locator('figure', { hasText: 'Was the order right?' });
      expect(await chart.locator('tbody tr').count()).toBe(evaluation.byMonth.length);
      await chart.getByRole('link', { name: '1 y', exact: true }).click();
      await chart.locator('.recharts-brush').waitFor();
      expect(await chart.locator('tbody tr').count()).toBe(12);
      expect(plain(await chart.locator('figcaption').innerText())).toContain('of 12 months');
      expect(new URL(page.url()).searchParams.get('range')).toBe('1y');
    }, visit);
  });

  it('shows the same year without a script', async () => {
    await withPage(async (page) => {
      await page.goto('/model?range=1y');
      const captions = await page.locator('figure figcaption').allInnerTexts();
      expect(captions).not.toEqual([]);
      for (const words of captions) expect(plain(words)).toMatch(/of 12 months/);
    }, { javaScript: false });
  });
});

describe('the forecast of a token', () => {
  it.each(PHONE_AND_DESK)('is the API’s, with what speaks for and against it and whether it was used ($width px)', async (visit) => {
    const { forecast } = await get<{ forecast: TokenForecast }>('/tokens/bitcoin');
    const { open } = (await get<ModelShape>('/model')).gate;
    expect(forecast).toMatchObject({ percentile: 81.6, probability: 0.561, signal: 'bullish', gateOpen: open });
    await withPage(async (page) => {
      await page.goto('/tokens/bitcoin');
      await settle(page);
      const text = await wordsOf(page, '#forecast');
      for (const words of [Math.round(forecast.percentile).toString(), percent(forecast.probability), `Signal: ${forecast.signal ?? ''}`, 'Return, 30 d +6.2', 'Volatility, 30 d -3.1', open ? 'The gate was open' : 'The gate was closed', 'beat the market']) expect(text).toContain(words);
      await expectAccessible(page, '#forecast');
    }, visit);
  });

  it('is that of the day asked for: a day before the first has none', async () => {
    const { day } = await get<{ day: string }>('/tokens/ethereum');
    await withPage(async (page) => {
      await page.goto(`/tokens/ethereum?day=${day.slice(0, 8)}01`);
      const text = await wordsOf(page, 'main');
      expect(text).toContain('As it was known on');
      expect(text).toContain('no forecast of this token stands on');
      expect(text).not.toContain('Among its peers');
    });
  });
});
