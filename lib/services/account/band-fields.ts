import { DEFAULT_TOKEN_BAND } from '@/lib/domain/rebalancing/rules';
import type { UserSettings } from '@/lib/schemas/settings';

type Band = UserSettings['rebalancing']['band'];

const BPS_PER_ONE = 10_000;
const percent = (share: number): string => String(Number((share * 100).toFixed(4)));

/** A band as the fields of its form, percentages as text; fields that the kind does not use hold what one would start from. */
export function bandFields(band: Band, feeBps: number) {
  const usual = DEFAULT_TOKEN_BAND.kind === 'either' ? DEFAULT_TOKEN_BAND : { points: 0, fraction: 0 };
  return {
    bandKind: band.kind,
    points: percent('points' in band ? band.points : usual.points),
    fraction: percent('fraction' in band ? band.fraction : usual.fraction),
    oneWayCost: percent('oneWayCost' in band ? band.oneWayCost : Math.max(1, feeBps) / BPS_PER_ONE),
  };
}
