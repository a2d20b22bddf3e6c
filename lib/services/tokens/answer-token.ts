import 'server-only';
import type { z } from 'zod';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { mayAdvise } from '@/lib/domain/market/freshness';
import { unprocessable } from '@/lib/schemas/api/problem';
import type { tokenEndpoint } from '@/lib/schemas/api/tokens';
import { activeDataset } from '@/lib/data/dataset';
import { readToken, type TokenDetail } from './read-token';

type TokenAnswer = z.input<typeof tokenEndpoint.response>;

const decimal = (value: number | null): string | null => (value === null ? null : plain(value));

/** A float as decimal text without an exponent. */
function plain(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return value.toFixed(Math.min(100, Math.max(0, 17 - Math.floor(Math.log10(Math.abs(value)))))).replace(/\.?0+$/, '');
}

function lensesOf(detail: TokenDetail): TokenAnswer['lenses'] {
  return detail.lenses.map(({ lens, grade, coverage, investorWeight, traderWeight, features }) => ({
    lens, grade, coverage, investorWeight, traderWeight,
    features: features.map((feature) => ({ ...feature, waitsFor: [...feature.waitsFor] })),
  }));
}

function flagsOf(detail: TokenDetail): string[] {
  const open = detail.anomalies.filter((anomaly) => anomaly.counts);
  const { freshness } = detail;
  return [...new Set(open.map(({ kind, severity }) => (severity === 'flag' ? kind : `${kind}:watch`)))].sort().concat(mayAdvise(freshness) ? [] : [freshness.state]);
}

function toAnswer(detail: TokenDetail): TokenAnswer {
  const { asset, figures } = detail;
  return {
    id: asset.id, symbol: asset.symbol, name: asset.name, kind: asset.kind, sectors: [...asset.sectors], ecosystem: asset.ecosystem, consensus: asset.consensus,
    maxSupply: asset.maxSupply, rank: detail.rank, price: decimal(figures.price), marketCap: decimal(figures.marketCap),
    change1d: figures.change1d, change7d: figures.change7d, change30d: figures.change30d, change365d: figures.change365d,
    investorGrade: detail.investor.grade, traderGrade: detail.trader.grade, rating: detail.rating as TokenAnswer['rating'], signal: detail.forecast?.signal ?? null, flags: flagsOf(detail), freshness: detail.freshness, quote: detail.quote,
    day: detail.day, priceDay: detail.priceDay, investorCoverage: detail.investor.coverage, traderCoverage: detail.trader.coverage, thin: detail.investor.thin,
    ratingSince: detail.ratingSince, graded: detail.graded, ungraded: detail.ungraded, lenses: lensesOf(detail),
    contributions: detail.contributions.map(({ code, grade, weight, points }) => ({ code, grade, weight, points })),
    moved: detail.moved && { since: detail.moved.since, from: detail.moved.from, to: detail.moved.to, moves: detail.moved.moves.map(({ code, from, to, points }) => ({ code, from, to, points })) },
    forecast: detail.forecast,
    anomalies: detail.anomalies.map(({ day, kind, severity, detail: numbers, until }) => ({ day, kind: kind as TokenAnswer['anomalies'][number]['kind'], severity, detail: numbers, until })),
    liquidity: detail.liquidity,
    income: null,
    dataset: detail.dataset.name,
    simulated: detail.dataset.simulated,
    inputHash: detail.inputHash,
  };
}

/** `GET /tokens/{id}`: null is a 404; a day outside the market is refused. */
export async function answerToken(id: string, day: IsoDay | undefined): Promise<TokenAnswer | null> {
  const dataset = await activeDataset();
  if (dataset && day !== undefined && (day < dataset.firstDay || day > dataset.lastDay)) {
    throw unprocessable([{ path: 'day', message: `must be from ${dataset.firstDay} to ${dataset.lastDay}` }]);
  }
  const detail = await readToken(id, day);
  return detail && toAnswer(detail);
}
