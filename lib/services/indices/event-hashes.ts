import 'server-only';
import { createHash } from 'node:crypto';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import type { Methodology } from '@/lib/domain/indices/methodology';
import type { MarketPanel } from '@/lib/domain/market/panel';
import type { GradeSource } from '@/lib/domain/scores/grade-source';
import { dayInputHashes } from '@/lib/services/scores/input-hash';
import type { MarketReading } from '@/lib/services/scores/read-market';
import { indexInputHash } from './input-hash';

/** Stands for forecasts where none may be used. */
export const GATE_CLOSED = 'the gate is closed';

/** Identity of what made one event of an index, by the event's row and that of its determination. */
export type EventHash = (methodology: Methodology, row: number, determinedRow: number) => string;

/** What an index could know of forecasts on a row. */
function forecastsOn(grades: GradeSource, row: number): string {
  return grades.gateOpen(row) ? createHash('sha256').update(new Uint8Array(Float64Array.from(grades.forecast(row)).buffer)).digest('hex') : GATE_CLOSED;
}

/** Series that ended, by the day after their last: from then on an index treats them by how they ended (Rule 5.4). */
function endingsByDay(panel: MarketPanel): Map<number, string[]> {
  const endings = new Map<number, string[]>();
  for (const { id, lastDay, ending } of panel.assets) {
    if (ending === 'alive') continue;
    const day = dayNumber(lastDay) + 1;
    endings.set(day, [...(endings.get(day) ?? []), `${id} ${ending}`]);
  }
  return endings;
}

/**
 * What made each event: of a folder, the content as a whole and its scores; of a live market, a chain over all that was known and had ended by the
 * event's day, so that a new day leaves the events before it as they are.
 */
export function eventHashes({ dataset, panel, changes }: MarketReading, grades: GradeSource, featureSet: string, scoresHash: string): EventHash {
  if (changes.digests.size === 0) return (methodology, _row, determined) => indexInputHash(methodology, dataset.contentHash, scoresHash, forecastsOn(grades, determined));
  const endings = endingsByDay(panel);
  let hash = '';
  const chain = dayInputHashes(panel, changes.digests, featureSet).map((known, row) => {
    hash = createHash('sha256').update([hash, known, ...(endings.get(panel.start + row) ?? [])].join('\n')).digest('hex');
    return hash;
  });
  return (methodology, row, determined) => indexInputHash(methodology, chain[row] as string, 'by the day', forecastsOn(grades, determined));
}
