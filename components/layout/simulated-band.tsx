import { Link } from '@/components/ui/link';
import { formatSource } from '@/lib/format/source-name';

interface SimulatedBandProps {
  /** A source that answers, so that the live market can begin; null where none does. */
  readonly offered: string | null;
  /** Whether the switch is on its way. */
  readonly switching: boolean;
}

/** Stands under the header of every page while the market is a made-up one, with the way out where there is one. */
export function SimulatedBand({ offered, switching }: SimulatedBandProps) {
  const way = switching
    ? <Link className="underlined" href="/status#switch">The switch to the live market is on its way.</Link>
    : offered !== null ? <>{formatSource(offered)} answers: <Link className="underlined" href="/status#switch">the live market can begin</Link>.</> : 'Load a real market folder to replace them.';
  return (
    <aside className="simulated" aria-label="Simulated market">
      <div className="wrap"><b>Simulated market.</b> Prices, grades and returns here are made from a model, not from trading. {way}</div>
    </aside>
  );
}
