import { formatGrade } from '@/lib/format/number';
import { labelAnchor, RADAR, radarOutline, radarPoint } from './radar-shape';

export interface RadarAxis {
  readonly name: string;
  /** 0 to 100; null is n/a. */
  readonly grade: number | null;
  /** Of its peers. */
  readonly median: number | null;
}

const RINGS = [25, 50, 75, 100] as const;
const MIDDLE = 50;

const outline = (grades: readonly number[]): string => grades.map((grade, axis) => radarPoint(axis, grades.length, grade)).map(({ x, y }) => `${x},${y}`).join(' ');

function words(axes: readonly RadarAxis[], peers: string | null): string {
  return axes.map(({ name, grade, median }) => `${name} ${grade === null ? 'n/a' : formatGrade(grade)}${peers === null || median === null ? '' : ` (median of ${peers} ${formatGrade(median)})`}`).join(', ');
}

function Axes({ axes }: { readonly axes: readonly RadarAxis[] }) {
  return axes.map(({ name, grade }, axis) => {
    const end = radarPoint(axis, axes.length, 100);
    const label = radarPoint(axis, axes.length, 100, RADAR.label);
    return (
      <g key={name}>
        <line className={grade === null ? 'ax gone' : 'ax'} x1={RADAR.x} y1={RADAR.y} x2={end.x} y2={end.y} />
        <text x={label.x} y={label.y + 4} textAnchor={labelAnchor(axis, axes.length)}>{name} <tspan className="v">{grade === null ? 'n/a' : formatGrade(grade)}</tspan></text>
      </g>
    );
  });
}

/** The six lenses as one shape, the median of its peers dashed behind it. What is missing has no corner; the numbers stand in the table beside it. */
export function LensRadar({ axes, peers }: { readonly axes: readonly RadarAxis[]; readonly peers: string | null }) {
  const own = radarOutline(axes.map(({ grade }) => grade));
  const median = peers === null ? null : radarOutline(axes.map((axis) => axis.median));
  return (
    <figure className="radar">
      <svg viewBox={`0 0 ${RADAR.width} ${RADAR.height}`} role="img" aria-label={`Lens grades: ${words(axes, peers)}`}>
        {RINGS.map((ring) => <polygon key={ring} className={ring === MIDDLE ? 'ring mid' : 'ring'} points={outline(axes.map(() => ring))} />)}
        <Axes axes={axes} />
        {median !== null && <polygon className="peers" points={median} />}
        {own !== null && <polygon className="own-shape" points={own} />}
        {axes.map(({ name, grade }, axis) => {
          if (grade === null) return null;
          const { x, y } = radarPoint(axis, axes.length, grade);
          return <circle key={name} className="dot" cx={x} cy={y} r="3" />;
        })}
      </svg>
      <figcaption className="cap">{own === null ? 'Under three lenses have a grade: no shape. ' : ''}{median === null ? 'Middle ring: 50.' : `Dashed: the median of ${peers}. Middle ring: 50.`}</figcaption>
    </figure>
  );
}
