import { expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { asKnownOn } from '@/lib/domain/market/asset';

it.each([
  ['2021-11-10', 'alive', null],
  ['2022-05-11', 'alive', null],
  ['2022-05-12', 'dead', 'luna-2'],
  ['2025-06-30', 'dead', 'luna-2'],
])('on %s its ending is %s', (day, ending, successor) => {
  const asset = { id: 'luna', ending: 'dead', successor: 'luna-2', lastDay: isoDay('2022-05-12') } as const;
  expect(asKnownOn(asset, isoDay(day))).toEqual({ ...asset, ending, successor });
});
