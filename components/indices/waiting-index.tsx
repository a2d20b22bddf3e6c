import type { IndexDetailShape } from '@/lib/schemas/api/indices';
import { Callout } from '../ui/callout';
import { IndexTitle } from './index-head';
import { Method } from './index-side';

/** An index that does not run yet: its rules stand, and what is missing has a name. */
export function WaitingIndex({ index }: { readonly index: IndexDetailShape }) {
  return (
    <>
      <IndexTitle index={index} />
      <Callout>It waits for {index.missing.join(' and ')}. Until then it holds nothing and no plan uses it.</Callout>
      <Method index={index} />
    </>
  );
}
