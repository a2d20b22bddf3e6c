import 'server-only';
import { featureByCode } from '@/lib/domain/features/registry';
import { readFeatureDay } from '@/lib/data/feature-day';
import { readFeatureCodes, readScoreState } from '@/lib/data/scores';
import type { FeatureNumbers, ScreenerFeature } from '@/lib/schemas/screener-measures';
import type { Screener, ScreenerRow } from './read-screener';

export type MeasuredRow = ScreenerRow & { readonly features?: Readonly<Record<string, FeatureNumbers>> };

interface Numbers {
  readonly values: Float64Array;
  readonly grades: Float64Array;
}

/** The stored features of the last scored day, feature by feature as they are asked for; each is one small query. */
interface Kept {
  readonly key: string;
  readonly day: string;
  readonly codes: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  readonly columns: Map<string, Numbers>;
}

let kept: Kept | undefined;

async function openFeatures({ dataset, rows }: Screener): Promise<Kept | null> {
  const state = await readScoreState(dataset.id);
  if (state === null) return null;
  const key = `${dataset.id}|${state.inputHash}|${state.lastDay}|${rows.length}`;
  if (kept?.key !== key) kept = { key, day: state.lastDay, codes: await readFeatureCodes(state.featureSetId), places: new Map(rows.map(({ id }, place) => [id, place])), columns: new Map() };
  return kept;
}

async function load({ dataset }: Screener, { day, codes, places, columns }: Kept, wanted: readonly string[]): Promise<void> {
  const missing = wanted.filter((code) => !columns.has(code));
  const found = await readFeatureDay(dataset.id, day, missing.map((code) => codes.indexOf(code)));
  missing.forEach((code, i) => {
    const numbers = { values: new Float64Array(places.size).fill(Number.NaN), grades: new Float64Array(places.size).fill(Number.NaN) };
    for (const { assetId, value, grade } of found[i] ?? []) {
      const place = places.get(assetId);
      if (place === undefined) continue;
      numbers.values[place] = value ?? Number.NaN;
      numbers.grades[place] = grade ?? Number.NaN;
    }
    columns.set(code, numbers);
  });
}

/** The features that the market feeds, in their stored order; none before it is scored. */
export async function listScreenerFeatures(screener: Screener): Promise<ScreenerFeature[]> {
  const opened = await openFeatures(screener);
  return (opened?.codes ?? []).flatMap((code): ScreenerFeature[] => {
    const feature = featureByCode(code);
    return feature ? [{ code, name: feature.name, lens: feature.lens, unit: feature.unit, signed: feature.range[0] < 0 }] : [];
  });
}

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

/** The screener's rows with the features of some codes on the last scored day; a declared feature that nothing feeds is n/a everywhere. */
export async function withFeatures(screener: Screener, codes: readonly string[]): Promise<readonly MeasuredRow[]> {
  const opened = codes.length === 0 ? null : await openFeatures(screener);
  if (opened === null) return screener.rows;
  const fed = codes.filter((code) => opened.codes.includes(code));
  await load(screener, opened, fed);
  return screener.rows.map((row) => {
    const place = opened.places.get(row.id) ?? -1;
    const of = (code: string): FeatureNumbers => ({ value: orNull(opened.columns.get(code)?.values[place]), grade: orNull(opened.columns.get(code)?.grades[place]) });
    return { ...row, features: Object.fromEntries(codes.map((code) => [code, of(code)])) };
  });
}

/** Those of some codes that no feature is declared under. */
export function undeclared(codes: readonly string[]): string[] {
  return codes.filter((code) => featureByCode(code) === undefined);
}
