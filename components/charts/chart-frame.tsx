import type { ReactNode } from 'react';
import type { PanelModel } from './panel';
import { EXTENT, type TimeTick } from './scales';

const STRIP = 8;

/** The drawing itself, readable before any script runs. */
export function StaticPlot({ panel, ticks }: { readonly panel: PanelModel; readonly ticks: readonly TimeTick[] }) {
  const y = (pixel: number): number => (pixel / panel.height) * EXTENT;
  return (
    <svg viewBox={`0 0 ${EXTENT} ${EXTENT}`} preserveAspectRatio="none" aria-hidden="true">
      {panel.zone && <rect className="zone" x="0" width={EXTENT} y={panel.zone.y} height={panel.zone.height} />}
      {panel.ticks.map((tick) => <path key={tick.label} className="grid" d={`M0 ${y(tick.y).toFixed(1)}H${EXTENT}`} />)}
      {ticks.map((tick) => <path key={tick.at} className="grid" d={`M${(tick.at * 10).toFixed(1)} 0V${EXTENT}`} />)}
      {panel.area && <path className="dd" d={panel.area} />}
      {[...panel.lines].reverse().map((line) => <path key={line.key} className={`l ${line.weight} s-${line.tone}`} d={line.path} />)}
    </svg>
  );
}

interface PanelRowProps {
  readonly panel: PanelModel;
  readonly ticks: readonly TimeTick[];
  /** Days with an event, in percent of the width: ticks on the panel's lower edge. */
  readonly events?: readonly { readonly at: number; readonly strong: boolean }[];
  /** Drawn over the plot. */
  readonly children?: ReactNode;
  /** In place of lines: then the labels at the right have no dots to belong to. */
  readonly plot?: ReactNode;
  readonly simulated?: boolean;
}

function EventTicks({ events }: { readonly events: NonNullable<PanelRowProps['events']> }) {
  return (
    <svg style={{ position: 'absolute', bottom: -1, left: 0, width: '100%', height: STRIP }} aria-hidden="true">
      <line className="axis" x1="0" x2="100%" y1="100%" y2="100%" />
      {events.map((event) => <line key={event.at} className={event.strong ? 'tick on' : 'tick'} x1={`${event.at}%`} x2={`${event.at}%`} y1={event.strong ? '-2' : '2'} y2="100%" />)}
    </svg>
  );
}

/** Axis labels, the plot, labels at the line's end, on one row. */
export function PanelRow({ panel, ticks, events, children, plot, simulated = false }: PanelRowProps) {
  return (
    <>
      {panel.note && <div className="chart-row"><span /><div className="chart-note" aria-hidden="true">{panel.note}</div><span /></div>}
      <div className="chart-row" style={{ height: panel.height }}>
        <div className="chart-axis" aria-hidden="true">
          {panel.ticks.map((tick) => <span key={tick.label} style={{ top: tick.y }}>{tick.label}</span>)}
        </div>
        <div className="chart-plot">
          {plot ?? <StaticPlot panel={panel} ticks={ticks} />}
          {events && <EventTicks events={events} />}
          {simulated && <span className="chart-sim">simulated</span>}
          {children}
        </div>
        <div className={plot === undefined ? 'chart-ends' : 'chart-ends bars'} aria-hidden="true">
          {panel.ends.map((end) => (
            <span key={end.key} className={end.subject ? `s s-${end.tone}` : undefined} style={{ top: end.top }}>{end.short === end.name ? <em>{end.name}</em> : <><em className="wide-only">{end.name}</em><em className="phone-only">{end.short}</em></>}{end.value}</span>
          ))}
          {plot === undefined && panel.ends.map((end) => <i key={`${end.key}-dot`} className={`s-${end.tone}`} style={{ top: end.dot }} />)}
        </div>
      </div>
    </>
  );
}

/** The days under the last panel. */
export function TimeAxis({ ticks }: { readonly ticks: readonly TimeTick[] }) {
  return (
    <div className="chart-row" aria-hidden="true">
      <span />
      <div className="chart-x">
        {ticks.map((tick) => <span key={tick.at} style={{ left: `${tick.at}%`, translate: tick.at < 4 ? undefined : '-50% 0' }}>{tick.label}</span>)}
      </div>
      <span />
    </div>
  );
}
