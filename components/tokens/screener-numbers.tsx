import { LENS_NAMES, LENSES } from '@/lib/domain/features/lens';
import { formatCount, formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { conditionText, featureCodeOf, type Condition, type ScreenerFeature } from '@/lib/schemas/screener-measures';
import { ChipLink, Chips } from '../ui/chip';
import { SelectField, TextField } from '../ui/field';
import { featureName, featureValue } from './detail/feature-text';
import { SCREENER_COLUMNS, type ScreenerColumn } from './screener-columns';
import { screenerSearch, type ScreenerQuery } from './screener-query';

interface WithFeatures {
  readonly features: readonly ScreenerFeature[];
}

/** Figures that are fractions: typed and shown in per cent. */
const PERCENT_FIGURES: readonly string[] = ['change1d', 'change7d', 'change30d', 'change365d', 'volatility90d', 'drawdown', 'coverage'];
const FIGURE_NAMES: Readonly<Record<string, string>> = { rank: 'Rank', traderGrade: 'Trader grade', drawdown: 'Below its 365-day high', volatility90d: 'Volatility a year', tradedValue30d: 'Traded a day, USD', price: 'Price, USD', marketCap: 'Market cap, USD', change1d: 'Change, 1 d', change7d: 'Change, 7 d', change30d: 'Change, 30 d', change365d: 'Change, 1 y' };

const figures = SCREENER_COLUMNS.flatMap(({ sort, head, numeric }) => (sort !== undefined && (numeric || sort === 'investorGrade') ? [{ key: sort, name: FIGURE_NAMES[sort] ?? head }] : []));
/** What a column shows, in full where its head is short. Example: “Vol.” is “Volatility a year”. */
export const measureName = ({ key, head }: Pick<ScreenerColumn, 'key' | 'head'>): string => FIGURE_NAMES[key] ?? head;
const inPercent = ({ unit }: ScreenerFeature): boolean => unit === 'fraction' || unit === 'perYear';

/** Every number to choose from, grouped: figures, then each lens's features with their percentiles. `typed` marks those whose number is typed in per cent. */
function MeasureOptions({ features, typed = false }: WithFeatures & { readonly typed?: boolean }) {
  const value = (key: string, percent: boolean): string => (typed && percent ? `${key}%` : key);
  const unit = (percent: boolean): string => (typed && percent ? ', %' : '');
  return (
    <>
      <optgroup label="Figures">{figures.map(({ key, name }) => <option key={key} value={value(key, PERCENT_FIGURES.includes(key))}>{name}{unit(PERCENT_FIGURES.includes(key))}</option>)}</optgroup>
      {LENSES.map((lens) => {
        const own = features.filter((feature) => feature.lens === lens);
        return own.length === 0 ? null : (
          <optgroup key={lens} label={LENS_NAMES[lens]}>
            {own.flatMap((feature) => [
              <option key={feature.code} value={value(`feature:${feature.code}`, inPercent(feature))}>{featureName(feature.name)}{unit(inPercent(feature))}</option>,
              <option key={`${feature.code} percentile`} value={`percentile:${feature.code}`}>{featureName(feature.name)}: percentile</option>,
            ])}
          </optgroup>
        );
      })}
    </>
  );
}

/** The part of a form that adds a number a token must have. */
export function NumberFields({ features }: WithFeatures) {
  return (
    <fieldset className="mb-4">
      <legend className="mb-2 text-sm font-medium">Any number</legend>
      <select className="select w-full" name="measure" aria-label="Number to filter by"><MeasureOptions features={features} typed /></select>
      <span className="mt-2 grid grid-cols-2 gap-2">
        <SelectField plain label={<span className="sr">Comparison</span>} name="compare" options={[{ value: '>=', label: 'at least' }, { value: '<=', label: 'at most' }]} />
        <TextField plain label={<span className="sr">Number</span>} name="number" inputMode="decimal" placeholder="number" autoComplete="off" />
      </span>
    </fieldset>
  );
}

/** “Return, 30 d ≥ +10 %”: a condition as people read it. */
export function conditionWords({ measure, compare, than }: Condition, features: readonly ScreenerFeature[]): string {
  const sign = compare === '>=' ? '≥' : '≤';
  const code = featureCodeOf(measure);
  if (code === null) return `${FIGURE_NAMES[measure] ?? figures.find(({ key }) => key === measure)?.name ?? measure} ${sign} ${PERCENT_FIGURES.includes(measure) ? formatPercent(than, { digits: 1 }) : formatNumber(than, { digits: Number.isInteger(than) ? 0 : 2 })}`;
  const feature = features.find((each) => each.code === code);
  if (feature === undefined) return `${code} ${sign} ${than}, not fed by this market`;
  return measure.startsWith('percentile:') ? `${featureName(feature.name)}, percentile ${sign} ${formatNumber(than)}` : `${featureName(feature.name)} ${sign} ${featureValue(than, feature)}`;
}

/** The numbers that are asked for; each goes with a click. */
export function Conditions({ query, features }: WithFeatures & { readonly query: ScreenerQuery }) {
  if (query.where.length === 0) return null;
  return (
    <Chips label="Numbers asked for" wrap>
      {query.where.map((condition) => (
        <ChipLink key={conditionText(condition)} on href={`/tokens${screenerSearch({ ...query, page: 1, where: query.where.filter((other) => other !== condition) })}`}>
          <span className="sr">Take away </span>{conditionWords(condition, features)} <span aria-hidden="true">×</span>
        </ChipLink>
      ))}
    </Chips>
  );
}

/** The part of a form that says what to sort by. */
export function SortFields({ query, features }: WithFeatures & { readonly query: ScreenerQuery }) {
  return (
    <>
      <label className="field plain mb-4 block"><span className="mb-2 block text-sm font-medium">Sort by</span>
        <select className="select w-full" name="sort" defaultValue={query.sort}><option value="name">Name</option><MeasureOptions features={features} /></select>
      </label>
      <SelectField plain label="Order" name="order" defaultValue={query.order} options={[{ value: 'desc', label: 'Largest first' }, { value: 'asc', label: 'Smallest first' }]} />
    </>
  );
}

/** Checkboxes of every feature, lens by lens, for a form that chooses columns. */
export function FeatureChecks({ query, features }: WithFeatures & { readonly query: ScreenerQuery }) {
  const shown = new Set(query.columns);
  return LENSES.map((lens) => {
    const own = features.filter((feature) => feature.lens === lens);
    return own.length === 0 ? null : (
      <details key={lens} open={own.some(({ code }) => shown.has(`feature:${code}`))}>
        <summary className="cursor-pointer py-1 text-sm font-medium">{LENS_NAMES[lens]}, {formatCount(own.length, 'feature')}</summary>
        <fieldset className="grid gap-1 py-2">
          <legend className="sr">{LENS_NAMES[lens]}</legend>
          {own.map((feature) => (
            <label key={feature.code} className="check"><input type="checkbox" name="columns" value={`feature:${feature.code}`} defaultChecked={shown.has(`feature:${feature.code}`)} />{featureName(feature.name)}</label>
          ))}
        </fieldset>
      </details>
    );
  });
}
