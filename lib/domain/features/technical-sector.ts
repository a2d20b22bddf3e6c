import { family, type Feature } from './feature';
import { growth, latest } from './window';

function against(days: number): Pick<Feature, 'code' | 'name' | 'warmUpDays' | 'formula' | 'value'> {
  return {
    code: `sectorRelative${days}d`,
    name: `Return against its sector, ${days} d`,
    warmUpDays: days,
    formula: `return over ${days} days − median return of the first sector’s members`,
    value: (view, row) => growth(view.close, row, days) - view.market.sectors.medianReturn(view.position, row, days),
  };
}

/** The asset against the members of its first sector. */
export const SECTOR_FEATURES: readonly Feature[] = family(
  {
    lens: 'technical',
    family: 'sector',
    needs: ['close', 'sector'],
    unit: 'fraction',
    direction: 'higher',
    range: [-Infinity, Infinity],
    invariantTo: ['price', 'money', 'redenomination'],
    reference: 'Moskowitz and Grinblatt, Do Industries Explain Momentum?, Journal of Finance 54 (1999)',
    applies: { test: (asset) => asset.sectors.length > 0 && (asset.kind === 'coin' || asset.kind === 'token'), otherwise: 'it belongs to no sector' },
  },
  [
    against(30),
    against(90),
    {
      code: 'sectorStanding30d',
      name: 'Share of its sector beaten, 30 d',
      warmUpDays: 30,
      range: [0, 1],
      formula: 'share of the first sector’s other members with a lower return over 30 days, ties half',
      value: (view, row) => view.market.sectors.standing(view.position, row, 30),
    },
    {
      code: 'sectorBreadth50d',
      name: 'Breadth of its sector, 50 d',
      warmUpDays: 0,
      range: [0, 1],
      formula: 'share of the first sector’s members whose close is above its 50-day mean',
      reference: 'Zweig, Winning on Wall Street (1986), market breadth',
      value: (view, row) => (Number.isNaN(latest(view.close, row)) ? Number.NaN : view.market.sectors.breadth(view.position, row, 50)),
    },
  ],
);
