import { readShell } from '@/lib/services/overview/read-shell';

/** An answer about the market with whether that market is simulated; `null` stays `null`. */
export async function ofMarket<T extends object>(work: Promise<T | null>): Promise<(T & { readonly simulated: boolean | null }) | null> {
  const [found, dataset] = await Promise.all([work, readShell()]);
  return found && { ...found, simulated: dataset?.simulated ?? null };
}

/** Whether the market that answers are about is simulated. */
export async function isMarketSimulated(): Promise<boolean> {
  return (await readShell())?.simulated === true;
}
