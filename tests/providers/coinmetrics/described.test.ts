import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { Unanswered } from '@/lib/providers/coinmetrics/client';
import { coinMetricsProvider } from '@/lib/providers/coinmetrics/provider';
import { catalogRowSchema, errorSchema, pageSchema } from '@/lib/providers/coinmetrics/schema';
import { ON_CHAIN_METRICS, readCatalog, toMetrics } from '@/lib/providers/coinmetrics/transform';
import { Refusals } from '@/lib/providers/refusals';
import { withProviderSpecs } from '../../support/real-data';
import { answering, specExamples, Status } from '../../support/source-answers';

const LEAP = { from: isoDay('2020-02-29'), to: isoDay('2020-03-02') };
const NOW = new Date('2020-03-05T00:00:00Z');

withProviderSpecs('answers as Coin Metrics describes them', (dir) => {
  const examples = specExamples(dir, 'coinmetrics') as Record<string, Record<string, unknown>>;
  const description = fs.readFileSync(path.join(dir, 'coinmetrics', 'openapi', 'coinmetrics-api-v4.yaml'), 'utf8');

  it('daily metrics: each day covers itself, states of review are let be', () => {
    const page = pageSchema.parse(examples.AssetMetrics?.daily_metrics);
    const refusals = new Refusals();
    const rows = toMetrics(page.data, { asset: 'btc', metrics: ['PriceUSD', 'SplyBMXNtv'], span: LEAP, now: NOW }, new Set(), refusals);
    expect(rows.map(({ metric, day, value }) => [metric, day, value])).toEqual([['PriceUSD', '2020-02-29', '8582.09029964933'], ['SplyBMXNtv', '2020-02-29', '283220.10827406'], ['PriceUSD', '2020-03-01', '8541.77389392169'], ['SplyBMXNtv', '2020-03-01', '284691.32323907']]);
    expect([refusals.list, page.next_page_url?.startsWith('https://api.coinmetrics.io/')]).toEqual([[], true]);
  });

  it('metrics of single blocks are none of a day', () => {
    const refusals = new Refusals();
    const { data } = pageSchema.parse(examples.AssetMetrics?.block_by_block_metrics);
    expect(toMetrics(data, { asset: 'btc', metrics: ['PriceUSD'], span: LEAP, now: new Date() }, new Set(), refusals)).toEqual([]);
    expect(refusals.list.map(({ reason }) => reason)).toEqual(['its time is not the start of a day', 'its time is not the start of a day']);
  });

  it('the catalogue: only what carries the mark of the community is free', () => {
    const { data } = pageSchema.parse(examples.CatalogV2AssetMetrics);
    expect(data.every((row) => catalogRowSchema.safeParse(row).success)).toBe(true);
    expect([...readCatalog(data)]).toEqual([['btc', ['AdrActCnt']], ['eth', []]]);
  });

  it.each(['AssetNotFound', 'MetricNotFound', 'Forbidden'])('the error %s names what is at fault', (name) => {
    const { message } = errorSchema.parse(examples[name]).error;
    const fault = new Unanswered(message);
    expect([fault.value, fault.asset]).toEqual({ AssetNotFound: ['sdvwbtc', true], MetricNotFound: ['asdgwav', false], Forbidden: ['SplyBMXNtv', false] }[name]);
  });

  it('the download: the table of the description', async () => {
    const table = description.slice(description.indexOf('            asset,time,PriceUSD,SplyBMXNtv,')).split('\n').slice(0, 4).map((line) => line.trim().replace('PriceUSD', 'TxCnt')).join('\n');
    const free = { data: [{ asset: 'btc', metrics: [{ metric: 'TxCnt', frequencies: [{ frequency: '1d', community: true }] }] }] };
    const { fetch } = answering((url) => (url.pathname.includes('catalog') ? free : new Status(200, table, { 'content-type': 'text/csv' })));
    const taken = await coinMetricsProvider({ fetch, fetchText: fetch, baseUrl: 'http://metrics.test/v4', now: () => NOW }).metrics?.('btc', { from: isoDay('2019-01-01'), to: isoDay('2020-03-04') });
    expect([taken?.rows.map(({ day, value }) => [day, value]), taken?.refused]).toEqual([[['2020-02-29', '8582.09029964933'], ['2020-03-01', '8541.77389392169'], ['2020-03-02', '8906.21475645821']], []]);
  });

  it('the questions: every part of them is described', () => {
    const operation = description.slice(description.indexOf('\n  /timeseries/asset-metrics:'), description.indexOf('\n  /timeseries/exchange-metrics:'));
    for (const part of ['AssetMetricsAssetId', 'AssetMetrics', 'AssetMetricsFrequency', 'StartTime', 'EndTime', 'PageSize', 'PagingFrom', 'Format', 'IgnoreForbiddenErrors', 'IgnoreUnsupportedErrors']) expect(operation).toContain(`#/components/parameters/${part}`);
    expect(ON_CHAIN_METRICS.filter((metric) => !/^[A-Z][A-Za-z0-9]+$/.test(metric))).toEqual([]);
    expect(ON_CHAIN_METRICS).toHaveLength(17);
  });
});
