import 'server-only';
import { DEFAULT_TOKEN_BAND } from '@/lib/domain/rebalancing/rules';
import { usualControls, type ControlTexts } from '@/lib/schemas/rebalance-controls';
import type { PreparedSuggestion } from './suggestion-base';

/** The controls of a person's settings, and the points of their band `either`. A calendar changes neither (Rule 6.3): it decides in their place. */
export function usualOf({ settings }: Pick<PreparedSuggestion, 'settings'>): { readonly usual: ControlTexts; readonly points: number } {
  const { band, destination, expectedContribution } = settings.rebalancing;
  const standard = DEFAULT_TOKEN_BAND.kind === 'either' ? DEFAULT_TOKEN_BAND.points : 0;
  const points = band.kind === 'either' ? band.points : standard;
  const { lotMethod } = settings.tax;
  return { usual: usualControls(band, destination, lotMethod, expectedContribution), points };
}
