import type { Option } from '@/components/ui/field';
import { BARBELL_SPLIT, CORE_SHARES, THREE_TIER_RANGES, TIERS, type Strategy } from '@/lib/domain/planning/rules';

const percent = (share: number): string => String(Math.round(share * 100));
const core = (share: number): string => `Core and satellites, ${percent(share)}/${percent(1 - share)}`;
const ranges = TIERS.map((tier) => `${percent(THREE_TIER_RANGES[tier].low)}–${percent(THREE_TIER_RANGES[tier].high)}`).join('/');

const NAMES: Readonly<Record<Strategy | 'temperament', string>> = {
  temperament: 'By temperament',
  threeTier: `Three tiers, ${ranges}`,
  coreSatellite80: core(CORE_SHARES.coreSatellite80),
  coreSatellite70: core(CORE_SHARES.coreSatellite70),
  coreSatellite60: core(CORE_SHARES.coreSatellite60),
  barbell: `Barbell, ${TIERS.map((tier) => percent(BARBELL_SPLIT[tier])).join('/')}`,
  riskParity: 'Risk parity: each tier the same share of risk',
  custom: 'Own shares',
};

/** Rule 7.5 as a choice. */
export const STRATEGY_OPTIONS: readonly Option[] = Object.entries(NAMES).map(([value, label]) => ({ value, label }));
