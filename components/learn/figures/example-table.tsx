import { formatChange } from '@/lib/format/percent';
import { BENCHMARK, BENCHMARK_RETURNS, FLOWS, LEVELS, RETURNS } from './example';

const returnText = (returns: ArrayLike<number>, position: number): string => (position === 0 ? '' : formatChange(returns[position - 1] ?? Number.NaN, { digits: 2 }));

/** The closes and returns that all examples use. */
export function ExampleTable() {
  return (
    <>
      <div className="scroll" role="region" aria-label="Closes of the example" tabIndex={0}>
        <table className="data-table">
          <caption className="sr">Closes and daily returns of the example and its benchmark</caption>
          <thead><tr><th scope="col">Close</th><th scope="col" className="n">Index</th><th scope="col" className="n">Return</th><th scope="col" className="n">Benchmark</th><th scope="col" className="n">Return</th></tr></thead>
          <tbody>
            {LEVELS.map((level, position) => (
              <tr key={position}>
                <th scope="row">{position + 1}</th>
                <td className="n">{level}</td>
                <td className="n muted">{returnText(RETURNS, position)}</td>
                <td className="n">{BENCHMARK[position]}</td>
                <td className="n muted">{returnText(BENCHMARK_RETURNS, position)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="cap">Portfolio examples: ${FLOWS.first.toLocaleString('en-US')} put in; worth ${FLOWS.before.toLocaleString('en-US')} after {FLOWS.secondDay} days, then ${FLOWS.second} more; worth ${FLOWS.end.toLocaleString('en-US')} after {FLOWS.days} days.</p>
    </>
  );
}
