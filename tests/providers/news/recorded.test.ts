import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readFeed } from '@/lib/providers/news/transform';
import { withProviderSpecs } from '../../support/real-data';

withProviderSpecs('recorded feeds', (dir) => {
  const read = (file: string, now: string) => readFeed(fs.readFileSync(path.join(dir, 'rss', 'responses', file), 'utf8'), `https://feeds.example/${file}`, new Date(now));

  it('of CoinDesk: a mark that is no address', () => {
    expect(read('coindesk-2026-09.xml', '2026-09-25T17:00:00Z')).toEqual({
      rows: [
        {
          feed: 'https://feeds.example/coindesk-2026-09.xml',
          guid: 'a0b4a6ba-5569-4fef-940c-e402f9698d89',
          title: 'Circle and Tether step in to freeze hacker wallet after massive Bitget crypto heist',
          link: 'https://www.coindesk.com/markets/2026/09/25/circle-and-tether-step-in-to-freeze-hacker-wallet-after-massive-bitget-crypto-heist',
          publishedAt: new Date('2026-09-25T14:41:53Z'),
        },
      ],
      refused: [],
    });
  });

  it('of Cointelegraph: marks of campaigns gone, published when it says, not when it was updated', () => {
    const { rows, refused } = read('cointelegraph-2026-09.xml', '2026-09-30T18:00:00Z');
    expect(refused).toEqual([]);
    expect(rows.map(({ title, link, guid, publishedAt }) => [title, link === guid, publishedAt.toISOString()])).toEqual([
      ['Brazil’s Petrobras uses Cardano to track sustainable aviation fuel, renewable diesel', true, '2026-09-30T17:17:54.000Z'],
      ['Could THORChain face prosecution over stolen Bitget funds?', true, '2026-09-30T13:30:00.000Z'],
    ]);
  });

  it('of a clock that is behind: what is stamped later is refused', () => {
    expect(read('cointelegraph-2026-09.xml', '2026-09-30T14:00:00Z').refused.map(({ reason }) => reason)).toEqual(['stamped in the future']);
  });
});
