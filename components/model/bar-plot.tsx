import type { PanelModel } from '@/components/charts/panel';
import { EXTENT, toX, toY, type TimeTick } from '@/components/charts/scales';

const WIDEST = 18;

/** Bars from zero, one a month, on the places of a line’s points. */
export function BarPlot({ panel, ticks }: { readonly panel: PanelModel; readonly ticks: readonly TimeTick[] }) {
  const values = panel.lines[0]?.values ?? [];
  const width = Math.min(WIDEST, (0.7 * EXTENT) / Math.max(1, values.length - 1));
  const zero = toY(0, panel.domain);
  return (
    <svg viewBox={`0 0 ${EXTENT} ${EXTENT}`} preserveAspectRatio="none" aria-hidden="true">
      {ticks.map((tick) => <path key={tick.at} className="grid" d={`M${(tick.at * 10).toFixed(1)} 0V${EXTENT}`} />)}
      {panel.ticks.map((tick) => <path key={tick.label} className="grid" d={`M0 ${((tick.y / panel.height) * EXTENT).toFixed(1)}H${EXTENT}`} />)}
      {values.map((value, at) => value !== null && (
        <rect key={at} className="bar" x={(toX(at, values.length) - width / 2).toFixed(1)} width={width.toFixed(1)} y={Math.min(zero, toY(value, panel.domain)).toFixed(1)} height={Math.abs(toY(value, panel.domain) - zero).toFixed(1)} />
      ))}
      <path className="axis" d={`M0 ${zero.toFixed(1)}H${EXTENT}`} />
    </svg>
  );
}
