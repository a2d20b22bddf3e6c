import { ActionForm } from '@/components/account/action-form';
import { ButtonLink } from '@/components/ui/button';
import { acceptTrades } from '@/lib/actions/rebalance/accept-trades';
import type { BoardProps } from './board-model';

interface AnswerActionsProps {
  readonly acting: boolean;
  readonly snapshot: BoardProps['snapshot'];
  /** The controls were moved since the server answered: what is shown is a preview. */
  readonly changed: boolean;
}

/** What can be done about the answer. A preview is not accepted: it becomes the suggestion first. */
export function AnswerActions({ acting, snapshot, changed }: AnswerActionsProps) {
  const invest = <a className="btn" href="#invest">I have money to invest</a>;
  if (changed) {
    return (
      <div className="actions mt-5" role="status">
        <button className="btn primary" type="submit" form="controls">Make this the suggestion</button>
        <span className="text-sm text-ink-2">This is a preview. Nothing is stored until you ask for it.</span>
      </div>
    );
  }
  if (!acting || snapshot === null) {
    return (
      <div className="actions mt-5">
        {invest}
        <a className="btn" href="#need">I need money</a>
        <a className="text-sm" href="/rebalance?kind=none&to=target#controls">Show what a full rebalance would cost</a>
      </div>
    );
  }
  const after = <><ButtonLink href={`/rebalance/${snapshot.id}/trades.csv`} download>Download for the exchange</ButtonLink>{invest}</>;
  return (
    <ActionForm action={acceptTrades} submit="Accept and record" label="Accept this suggestion" className="mt-5" after={after}>
      {() => <input type="hidden" name="id" value={snapshot.id} />}
    </ActionForm>
  );
}
