import { difference } from './arithmetic';
import { family, type Feature } from './feature';
import { series, type Block, type Series } from './series';
import { close } from './sources';
import { growth } from './windows';

/** A figure of the asset's sector, row by row. */
function ofSector(name: string, figure: (block: Block, row: number, position: number) => number): Series {
  return series(`sector(${name})`, (out, block) => {
    for (let row = block.rows.from; row < block.rows.to; row += 1) out[row - block.rows.from] = figure(block, row, block.view.position);
  });
}

const OWN_RETURN = growth(close, 30);

function against(days: number): Pick<Feature, 'code' | 'name' | 'warmUpDays' | 'formula' | 'values'> {
  return {
    code: `sectorRelative${days}d`,
    name: `Return against its sector, ${days} d`,
    warmUpDays: days,
    formula: `return over ${days} days − median return of the first sector’s members`,
    values: difference(growth(close, days), ofSector(`median return, ${days}`, ({ sectors }, row, position) => sectors.medianReturn(position, row, days))),
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
      values: ofSector('standing, 30', (block, row, position) => block.sectors.standing(position, row, 30, block.series(OWN_RETURN)[row - block.rows.from] as number)),
    },
    {
      code: 'sectorBreadth50d',
      name: 'Breadth of its sector, 50 d',
      warmUpDays: 0,
      range: [0, 1],
      formula: 'share of the first sector’s members whose close is above its 50-day mean',
      reference: 'Zweig, Winning on Wall Street (1986), market breadth',
      values: ofSector('breadth, 50', ({ sectors }, row, position) => sectors.breadth(position, row, 50)),
    },
  ],
);
