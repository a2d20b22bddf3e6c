import { formatNumber } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { gaugeGeometry, gaugeTicks, gaugeWords, type GaugeGeometry, type GaugeInput } from './band-gauge-geometry';

const percent = (value: number): string => `${value.toFixed(2)}%`;

interface BandGaugeProps extends GaugeInput {
  /** The scale's end, the same for all gauges of a page (`gaugeScale`). */
  readonly end: number;
  /** Whose weight: said before the words to a screen reader. */
  readonly label: string;
  /** Grid lines of the common scale, full row height. */
  readonly grid?: boolean;
}

function Band({ band }: { readonly band: NonNullable<GaugeGeometry['band']> }) {
  const to = percent(band.from + band.width);
  const from = percent(band.from);
  return (
    <>
      <rect className="g-band" x={from} width={percent(band.width)} y="-7" height="14" />
      <line className="g-edge" x1={from} x2={from} y1="-7" y2="7" />
      <line className="g-edge" x1={to} x2={to} y1="-7" y2="7" />
      <line className="g-axis" x1={from} x2={to} y1="0" y2="0" />
    </>
  );
}

function Move({ move }: { readonly move: NonNullable<GaugeGeometry['move']> }) {
  return (
    <>
      <line className="g-move" x1={percent(move.from)} x2={percent(move.to)} y1="0" y2="0" />
      <svg className="g-head" x={percent(move.to)} overflow="visible">
        <path d={move.left ? 'M11 -3.5 L6.5 0 L11 3.5' : 'M-11 -3.5 L-6.5 0 L-11 3.5'} />
      </svg>
    </>
  );
}

/** The band gauge: band shaded, target a tick, now a filled dot, after a ring, the move an arrow. The same stands beside it in words. */
export function BandGauge({ end, label, grid = false, ...gauge }: BandGaugeProps) {
  const shape = gaugeGeometry(gauge, end);
  const state = `${shape.outside ? ' out' : ''}${shape.move?.short ? ' short' : ''}${shape.move?.tiny ? ' tiny' : ''}`;
  return (
    <div className="gbox">
      <svg className={`gauge${state}`} role="img" aria-label={`${label}: ${gaugeWords(gauge)}`}>
        {grid && gaugeTicks(end).slice(1).map((tick) => <line key={tick} className="g-grid" x1={percent((tick / end) * 100)} x2={percent((tick / end) * 100)} y1="0" y2="100%" />)}
        <svg y="50%" overflow="visible">
          <line className="g-axis" x1="0" x2="100%" y1="0" y2="0" />
          <line className="g-axis" x1="0" x2="0" y1="-4" y2="4" />
          {shape.band && <Band band={shape.band} />}
          {shape.target !== null && <line className="g-target" x1={percent(shape.target)} x2={percent(shape.target)} y1="-10" y2="10" />}
          {shape.move && <Move move={shape.move} />}
          {shape.after !== null && <circle className="g-after" cx={percent(shape.after)} cy="0" r="4.5" />}
          <circle className="g-now" cx={percent(shape.now)} cy="0" r="4.75" />
        </svg>
      </svg>
    </div>
  );
}

/** The scale of all gauges below it, printed once at the head of their column. */
export function GaugeScale({ end }: { readonly end: number }) {
  const ticks = gaugeTicks(end);
  return (
    <svg className="g-scale" aria-hidden="true">
      {ticks.map((tick, position) => (
        <text key={tick} x={percent((tick / end) * 100)} y="12" textAnchor="middle">
          {position === ticks.length - 1 ? formatPercent(tick, { digits: 0 }) : formatNumber(tick * 100)}
        </text>
      ))}
    </svg>
  );
}

/** A class inside its published range: band and dot, no tick, for a range has no target. */
export function RangeGauge({ value, lower, upper, end, label }: { readonly value: number; readonly lower: number; readonly upper: number; readonly end: number; readonly label: string }) {
  const x = (weight: number): string => percent(Math.min(100, (weight / end) * 100));
  return (
    <div className="gbox">
      <svg className="rng" role="img" aria-label={`${label}: ${formatPercent(value)} inside ${formatNumber(lower * 100)} to ${formatPercent(upper, { digits: 0 })}`}>
        {gaugeTicks(end).slice(1).map((tick) => <line key={tick} className="g" x1={x(tick)} x2={x(tick)} y1="0" y2="100%" />)}
        <svg y="50%" overflow="visible">
          <line className="a" x1="0" x2="100%" y1="0" y2="0" />
          <line className="a" x1="0" x2="0" y1="-4" y2="4" />
          <rect className="z" x={x(lower)} width={x(upper - lower)} y="-7" height="14" />
          <line className="e" x1={x(lower)} x2={x(lower)} y1="-7" y2="7" />
          <line className="e" x1={x(upper)} x2={x(upper)} y1="-7" y2="7" />
          <circle className="d" cx={x(value)} cy="0" r="4.75" />
        </svg>
      </svg>
    </div>
  );
}

/** A limit: the band runs from 0 to it. */
export function LimitGauge({ value, limit, end, label, limitLabel }: { readonly value: number; readonly limit: number; readonly end: number; readonly label: string; readonly limitLabel: string }) {
  return (
    <div>
      <BandGauge now={value} lower={0} upper={limit} target={limit} end={end} label={label} />
      <svg className="g-scale" aria-hidden="true">
        <text x="0" y="12">0</text>
        <text x={percent((limit / end) * 100)} y="12" textAnchor="middle">{limitLabel}</text>
        <text x="100%" y="12" textAnchor="end">{formatPercent(end, { digits: 0 })}</text>
      </svg>
    </div>
  );
}
