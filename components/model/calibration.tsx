import { DataTable } from '@/components/ui/data-table';
import { Section } from '@/components/ui/section-head';
import { formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import type { ModelEvaluation } from '@/lib/schemas/api/model';

type Bin = ModelEvaluation['calibration'][number];

const HEIGHT = 280;
const SMALLEST = 3;
const LARGEST = 9;

/** The same span on both axes, so that the diagonal is what a right probability would be: whole tenths around all bins. */
export function calibrationSpan(bins: readonly Pick<Bin, 'predicted' | 'observed'>[]): { readonly low: number; readonly high: number } {
  const all = bins.flatMap(({ predicted, observed }) => [predicted, observed]);
  return { low: Math.max(0, Math.floor(Math.min(0.45, ...all) * 10) / 10), high: Math.min(1, Math.ceil(Math.max(0.55, ...all) * 10) / 10) };
}

/** How far the stated probabilities were off on average, weighted by how many there were: a fraction. */
export function calibrationError(bins: readonly Bin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { predicted, observed, count }) => sum + Math.abs(predicted - observed) * count, 0) / total;
}

function Plot({ bins }: { readonly bins: readonly Bin[] }) {
  const { low, high } = calibrationSpan(bins);
  const x = (value: number): string => `${(((value - low) / (high - low)) * 100).toFixed(2)}%`;
  const y = (value: number): string => `${((1 - (value - low) / (high - low)) * 100).toFixed(2)}%`;
  const most = Math.max(...bins.map(({ count }) => count), 1);
  const ticks = Array.from({ length: Math.round((high - low) * 10) + 1 }, (_, i) => Number((low + i / 10).toFixed(1)));
  const label = `Stated against observed: ${bins.map(({ predicted, observed }) => `${formatPercent(predicted)} came true ${formatPercent(observed)}`).join('; ')}`;
  return (
    <div className="chart" style={{ ['--ends-w' as string]: '14px' }} role="img" aria-label={label}>
      <div className="chart-row"><span /><div className="chart-note">Came true</div><span /></div>
      <div className="chart-row" style={{ height: HEIGHT }}>
        <div className="chart-axis">{ticks.map((tick) => <span key={tick} style={{ top: y(tick) }}>{formatPercent(tick, { digits: 0 })}</span>)}</div>
        <div className="chart-plot">
          <svg>
            {ticks.map((tick) => <g key={tick}><line className="grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} /><line className="grid" x1={x(tick)} x2={x(tick)} y1="0" y2="100%" /></g>)}
            <line className="axis" x1="0" y1="100%" x2="100%" y2="0" strokeDasharray="3 3" />
            {bins.map((bin) => <circle key={bin.predicted} className="dot" cx={x(bin.predicted)} cy={y(bin.observed)} r={(SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(bin.count / most)).toFixed(1)} />)}
          </svg>
        </div>
        <span />
      </div>
      <div className="chart-row"><span /><div className="chart-x">{ticks.map((tick) => <span key={tick} style={{ left: x(tick), translate: '-50% 0' }}>{formatPercent(tick, { digits: 0 })}</span>)}</div><span /></div>
      <div className="chart-row"><span /><div className="chart-note text-right">Stated chance to beat the market</div><span /></div>
    </div>
  );
}

/** Whether the stated probabilities came true: chart and table of the same bins. */
export function Calibration({ bins, csvHref }: { readonly bins: readonly Bin[]; readonly csvHref: string }) {
  if (bins.length === 0) return null;
  return (
    <Section title="Do its probabilities come true?" note={`On average ${formatNumber(100 * calibrationError(bins), { digits: 1 })} points off`} end={<a href={csvHref} download>CSV</a>}>
      <div className="cols two mt-4">
        <Plot bins={bins} />
        <DataTable
          caption="Stated probabilities and how often they came true"
          rows={bins}
          rowKey={(bin) => String(bin.predicted)}
          tight
          slim
          columns={[
            { key: 'predicted', head: 'Stated', rowHead: true, cell: (bin) => formatPercent(bin.predicted) },
            { key: 'observed', head: 'Came true', numeric: true, cell: (bin) => formatPercent(bin.observed) },
            { key: 'off', head: 'Off by, points', numeric: true, cell: (bin) => formatNumber(100 * (bin.observed - bin.predicted), { digits: 1, sign: true }) },
            { key: 'count', head: 'Forecasts', numeric: true, cell: (bin) => formatNumber(bin.count) },
          ]}
        />
      </div>
      <p className="cap">Each dot is a tenth or so of all forecasts: the chance to beat the market that they stated, and how many of them did (calibration). On the dashed line the two agree; larger dots stand for more forecasts. Fitted on earlier windows only.</p>
    </Section>
  );
}
