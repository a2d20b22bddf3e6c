import { formatDay } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import type { TierName } from '../ui/tier-mark';
import { StaticPlot, TimeAxis } from './chart-frame';
import { panelModel } from './panel';
import { EXTENT, timeTicks, toY, type Values } from './scales';
import { rebase } from './windows';

interface MiniLevelChartProps {
  readonly name: string;
  readonly tier: TierName;
  readonly days: readonly string[];
  readonly levels: Values;
  /** Bitcoin on the same days, faint behind. */
  readonly bitcoin: Values;
  readonly simulated?: boolean;
}

const HEIGHT = 116;

/** A year of an index with Bitcoin faint behind it, both 1,000 at the start, on a log scale. Drawn on the server. */
export function MiniLevelChart({ name, tier, days, levels, bitcoin, simulated = false }: MiniLevelChartProps) {
  const panel = panelModel({
    lines: [
      { key: 'index', name: 'Index', tone: tier, weight: 'bold', subject: true, values: rebase(levels) },
      { key: 'bitcoin', name: 'Bitcoin', tone: 'bitcoin', weight: 'thin', values: rebase(bitcoin) },
    ],
    height: HEIGHT,
    log: true,
    format: (value) => formatNumber(value),
  });
  const start = (toY(1000, panel.domain) / EXTENT) * HEIGHT;
  const label = `${name}: ${panel.ends.map((end) => `${end.name} ${end.value}`).join(', ')} on ${formatDay(days[days.length - 1] ?? '')}; ${formatDay(days[levels.findIndex((level) => level !== null)] ?? '')} = 1,000, log scale${simulated ? ', simulated' : ''}`;
  return (
    <div className="chart noaxis" role="img" aria-label={label} style={{ ['--ends-w' as string]: '96px' }}>
      <div className="chart-row" style={{ height: HEIGHT }} aria-hidden="true">
        <span />
        <div className="chart-plot">
          <StaticPlot panel={{ ...panel, ticks: [{ y: start, label: '1,000' }] }} ticks={[]} />
          {simulated && <span className="chart-sim" style={{ fontSize: 'var(--text-lg)' }}>simulated</span>}
        </div>
        <div className="chart-ends">
          {panel.ends.map((end) => <span key={end.key} className={end.subject ? 's' : undefined} style={{ top: end.top }}><em>{end.name}</em>{end.value}</span>)}
          {panel.ends.map((end) => <i key={`${end.key}-dot`} className={`s-${end.tone}`} style={{ top: end.dot }} />)}
        </div>
      </div>
      <TimeAxis ticks={timeTicks(days, 5)} />
    </div>
  );
}
