import { formatGrade } from '@/lib/format/number';

const zones = (thresholds: readonly number[], words: readonly string[]): { readonly at: number; readonly word: string }[] =>
  words.map((word, position) => ({ word, at: ((thresholds[position - 1] ?? 0) + (thresholds[position] ?? 100)) / 2 }));

/** The grade on its rail: thresholds instead of a band. `words` name the zones between them. */
export function GradeRail({ value, thresholds = [], words, label }: { readonly value: number; readonly thresholds?: readonly number[]; readonly words?: readonly string[]; readonly label: string }) {
  return (
    <svg className="rail" role="img" aria-label={`${label}: ${formatGrade(value)} of 100${thresholds.length ? `, thresholds ${thresholds.join(' and ')}` : ''}`}>
      <rect className="z" x="0" y="4" width="100%" height="5" />
      <rect className="v" x="0" y="4" width={`${value.toFixed(1)}%`} height="5" />
      {thresholds.map((threshold) => <line key={threshold} className="th" x1={`${threshold}%`} x2={`${threshold}%`} y1="1" y2="12" />)}
      {words
        ? zones(thresholds, words).map((zone) => <text key={zone.word} x={`${zone.at}%`} y="26" textAnchor="middle">{zone.word}</text>)
        : [0, 50, 100].map((tick) => <text key={tick} x={`${tick}%`} y="26" textAnchor={tick === 0 ? 'start' : tick === 100 ? 'end' : 'middle'}>{tick}</text>)}
    </svg>
  );
}
