import { GradeRail } from '@/components/ui/grade-rail';
import { Link } from '@/components/ui/link';
import { Missing } from '@/components/ui/missing';
import { Provenance } from '@/components/ui/provenance';
import { SectionHead } from '@/components/ui/section-head';
import { FEATURES } from '@/lib/domain/features/registry';
import { CHANNEL_REASONS } from '@/lib/domain/scores/forecast/net/channels';
import { BEARISH_TO, BULLISH_FROM, HORIZON_DAYS } from '@/lib/domain/scores/forecast/rules';
import { formatDay } from '@/lib/format/day';
import { formatGrade } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { TokenForecast } from '@/lib/schemas/api/model';
import { ForAgainstLists } from './reasons';

const whole = (fraction: number): string => formatPercent(fraction, { digits: 0 });

/** What the probability says, with the limits it is held against (Rule 3.5). */
export function signalWords({ signal, probability, baseRate }: Pick<TokenForecast, 'signal' | 'probability' | 'baseRate'>, stale: boolean): string {
  if (probability === null) return 'No probability: too few outcomes are known to calibrate one.';
  if (stale) return 'No signal: its last close is too old to advise on.';
  // Against a cap-weighted universe most tokens lose: without the share that wins at all, a signal reads as a word on this token.
  const among = baseRate === null ? '' : ` Of all tokens judged so far, ${whole(baseRate)} beat the market.`;
  if (signal !== null) return `Signal: ${signal} (${signal === 'bullish' ? `from ${whole(BULLISH_FROM)}` : `up to ${whole(BEARISH_TO)}`}).${among}`;
  return `No signal: bullish from ${whole(BULLISH_FROM)}, bearish up to ${whole(BEARISH_TO)}.${among}`;
}

const gateWords = (open: boolean): string => (open ? 'The gate was open: an index determined that day could choose by it.' : 'The gate was closed: no index could use it; it is shown to be judged.');

const names = new Map([...FEATURES.map(({ code, name }) => [code, name] as const), ...CHANNEL_REASONS.map(({ code, words }) => [code, words] as const)]);

const NET_CODES = new Set(CHANNEL_REASONS.map(({ code }) => code));

const REASONS_NOTE =
  'Points (−50 to 50) by which each moves the token’s place against the day’s average token, as the models see it; the largest of all; they are scaled and need not add up to the place. They say what the models do, not why a price moves. ';
const FEATURES_NOTE = '(Features by exact Shapley values.)';
const NET_NOTE = '(Features by exact Shapley values; “the last 90 days of …” is the recurrent net’s part, by integrated gradients from the average token’s 90 days.)';

/** How the points are meant; of the net only where it is among them. */
const reasonsNote = (contributions: TokenForecast['contributions']): string =>
  REASONS_NOTE + (contributions.some(({ code }) => NET_CODES.has(code)) ? NET_NOTE : FEATURES_NOTE);

function Figures({ forecast, stale }: { readonly forecast: TokenForecast; readonly stale: boolean }) {
  const { percentile, probability, day, modelVersion } = forecast;
  const origin = `model ${modelVersion.slice(0, 12)}`;
  return (
    <div className="grades">
      <div>
        <p className="text-xs faint">Place among all forecasts</p>
        <p className="big"><Provenance source="Computed" day={formatDay(day)} formula="Rank average of boosted trees, a random forest and a recurrent net (Rule 3.5)" origin={origin}>{formatGrade(percentile)}</Provenance> <small>of 100</small></p>
        <GradeRail value={percentile} label="Place among all forecasts" />
        <p className="cap">Higher than about {formatGrade(percentile)} in 100 tokens of that day (percentile). {gateWords(forecast.gateOpen)}</p>
      </div>
      <div>
        <p className="text-xs faint">Chance to beat the market, {HORIZON_DAYS} days</p>
        <p className="big">{probability === null ? <Missing reason="not calibrated" /> : <Provenance source="Computed" day={formatDay(day)} formula="Isotonic calibration on earlier windows" origin={origin} note="The market is all graded tokens, weighted by market cap.">{formatPercent(probability)}</Provenance>}</p>
        {probability !== null && <GradeRail value={100 * probability} thresholds={[100 * BEARISH_TO, 100 * BULLISH_FROM]} label="Chance to beat the market, in percent" />}
        <p className="cap">{probability !== null && 'So many of such forecasts came true before (calibrated probability). '}{signalWords(forecast, stale)}</p>
      </div>
    </div>
  );
}

/** The forecast with what speaks for and what against, beside what the model has shown; or why there is none. */
export function ForecastPanel({ forecast, dataset, stale }: { readonly forecast: TokenForecast | null; readonly dataset: string; readonly stale: boolean }) {
  if (forecast === null) {
    return (
      <>
        <SectionHead title="Forecast" />
        <p className="prose py-2 muted">None: no forecast of this token stands on {dataset}. Forecasts rank graded tokens only, once a model is trained (<Link href="/model">what a model must show first</Link>).</p>
      </>
    );
  }
  const contributions = forecast.contributions.map(({ code, points }) => ({ code, name: names.get(code) ?? code, points }));
  return (
    <>
      <SectionHead title="Forecast" note={`Of ${formatDay(forecast.day)}; not a grade`}><Link href="/model">What the model has shown</Link></SectionHead>
      <Figures forecast={forecast} stale={stale} />
      {contributions.length > 0 && (
        <ForAgainstLists contributions={contributions} forNone="Nothing lifts it." againstNone="Nothing lowers it." note={reasonsNote(contributions)} />
      )}
    </>
  );
}
