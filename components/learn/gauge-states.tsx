import { BandGauge } from '../ui/band-gauge';
import { gaugeWords, type GaugeInput } from '../ui/band-gauge-geometry';

const STATES: readonly { readonly title: string; readonly says: string; readonly gauge: GaugeInput }[] = [
  { title: 'Above the band, with a trade', says: 'Outside, so it acts: the arrow leads from what is held to what the trade leaves.', gauge: { now: 0.315, after: 0.28, target: 0.262, lower: 0.224, upper: 0.299 } },
  { title: 'Below the band, with a trade', says: 'The same from below: a buy.', gauge: { now: 0.118, after: 0.163, target: 0.18, lower: 0.146, upper: 0.213 } },
  { title: 'Inside, nothing to do', says: 'Away from its target, and still no reason to trade.', gauge: { now: 0.202, target: 0.179, lower: 0.146, upper: 0.213 } },
  { title: 'Small weight, out and back', says: 'A small position has a narrow band; the words carry what the drawing cannot.', gauge: { now: 0.045, after: 0.054, target: 0.06, lower: 0.049, upper: 0.071 } },
  { title: 'Exactly on the edge is inside', says: 'The edge itself belongs to the band.', gauge: { now: 0.3, target: 0.25, lower: 0.2, upper: 0.3 } },
  { title: 'Nothing held yet', says: 'From zero to the target.', gauge: { now: 0, after: 0.1, target: 0.1, lower: 0.075, upper: 0.125 } },
];
const END = 0.35;

/** Every state of the gauge, drawn by the gauge itself. */
export function GaugeStates() {
  return (
    <ul>
      {STATES.map(({ title, says, gauge }) => (
        <li key={title} className="grid items-center gap-x-10 gap-y-2 border-b border-line py-5 desk:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <div>
            <h3>{title}</h3>
            <p className="text-sm text-ink-2">{gaugeWords(gauge)}</p>
            <p className="text-xs text-ink-3">{says}</p>
          </div>
          <BandGauge label={title} end={END} {...gauge} />
        </li>
      ))}
    </ul>
  );
}
