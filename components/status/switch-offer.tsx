import { Callout } from '@/components/ui/callout';
import { ButtonLink } from '@/components/ui/button';
import { formatSource } from '@/lib/format/source-name';
import { SwitchForm } from './switch-form';

interface SwitchOfferProps {
  /** The source that answered; null where none did. */
  readonly source: string | null;
  readonly requested: boolean;
  readonly owner: boolean;
  /** The owner has asked to see the last step. */
  readonly confirming: boolean;
  readonly progress: string | null;
}

/** While the market is simulated and a source answers: what the switch does, a step to confirm it, and how far it is. */
export function SwitchOffer({ source, requested, owner, confirming, progress }: SwitchOfferProps) {
  if (requested) return <div id="switch" className="mt-6"><Callout live><b>The switch to the live market is on its way.</b> {progress ?? 'It waits for the background work.'} Pages show the simulated market until the live one holds its first closes.</Callout></div>;
  if (source === null) return null;
  return (
    <div id="switch" className="mt-6">
      <Callout>
        <p><b>{formatSource(source)} answers: the live market can begin.</b> A backup is written first. Then the simulated market is dropped, and only that: users, plans and ledgers stay. Trades entered at simulated prices keep that mark and are left out of real positions and performance.</p>
        {!owner && <p className="mt-2">The first account of this installation can switch.</p>}
        {owner && !confirming && <p className="mt-3"><ButtonLink href="/status?switch=confirm#switch">Switch to the live market</ButtonLink></p>}
        {owner && confirming && <div className="mt-3"><p className="mb-3">This cannot be taken back here; the backup can be restored from the command line. Switch now?</p><SwitchForm /></div>}
      </Callout>
    </div>
  );
}
