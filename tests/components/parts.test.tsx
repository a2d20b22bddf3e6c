import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Change } from '@/components/ui/change';
import { DataTable } from '@/components/ui/data-table';
import { Grade } from '@/components/ui/grade';
import { LensBars } from '@/components/ui/lens-bars';
import { Missing } from '@/components/ui/missing';
import { LargeMoney, Money, Price, Quantity } from '@/components/ui/money';
import { Percent } from '@/components/ui/percent';
import { Provenance } from '@/components/ui/provenance';
import { Sparkline, sparkPath } from '@/components/ui/sparkline';
import { TierMark } from '@/components/ui/tier-mark';
import { WeightBar } from '@/components/ui/weight-bar';

const html = renderToStaticMarkup;

describe('missing', () => {
  it('is an en dash that can be focused and asked', () => {
    expect(html(<Missing reason="no market cap" />)).toMatch(/tabindex="0".*aria-label="Missing: no market cap">–</);
  });

  it('takes the place of every number that is not there', () => {
    for (const part of [<Change value={null} />, <Percent value={Number.NaN} />, <Money value={undefined} />, <Price value={null} />, <LargeMoney value={null} />, <Quantity value={null} />, <Grade value={null} />]) {
      expect(html(part)).toContain('class="na"');
    }
  });
});

describe('change', () => {
  it.each([
    [0.019, 'chg up', '↑', '+1.9'],
    [-0.199, 'chg down', '↓', '−19.9'],
    [0.0001, 'chg flat', '·', '0.0'],
  ])('%s has class %s, arrow %s and text %s', (value, kind, arrow, text) => {
    const markup = html(<Change value={value} />);
    expect(markup).toContain(kind);
    expect(markup).toContain(arrow);
    expect(markup).toContain(text);
  });
});

describe('amounts', () => {
  it('of a person can be hidden, prices cannot', () => {
    expect(html(<Money value="18901.62" />)).toContain('amount-hidden');
    expect(html(<Quantity value="0.5" symbol="BTC" />)).toContain('amount-hidden');
    expect(html(<Price value={47192} />)).not.toContain('amount-hidden');
  });
});

describe('grade', () => {
  it('says number, word, bar and coverage', () => {
    const markup = html(<Grade value={66.8} rating="hold" lenses={3} />);
    expect(markup).toContain('aria-label="67 of 100, 3 of 6 lenses"');
    expect(markup).toContain('hold');
    expect(markup.match(/class="d"/g)).toHaveLength(3);
    expect(markup.match(/class="o"/g)).toHaveLength(3);
  });

  it('has a lens that is missing say why', () => {
    expect(html(<LensBars lenses={[{ lens: 'On-chain', grade: null, reason: 'Older than 3 days.' }]} />)).toContain('n/a. Older than 3 days.');
  });
});

describe('provenance', () => {
  it('is a button with a native popover: no script needed', () => {
    const markup = html(<Provenance source="CoinGecko" day="30 Dec 2021" age="the same day" formula="a ÷ b">1.10</Provenance>);
    const id = /popoverTarget="([^"]+)"/i.exec(markup)?.[1];
    expect(id).toBeTruthy();
    expect(markup).toContain(`id="${id}"`);
    expect(markup).toMatch(/CoinGecko.*30 Dec 2021, the same day.*a ÷ b/);
  });
});

describe('drawings', () => {
  it('break a line where a value is missing', () => {
    expect(sparkPath([1, 2, null, 3]).match(/M/g)).toHaveLength(2);
    expect(sparkPath([null, null])).toBe('');
    expect(html(<Sparkline values={[1, 2]} />)).toContain('aria-hidden="true"');
  });

  it('say tier and weight in words too', () => {
    expect(html(<TierMark tier="aggressive">Momentum</TierMark>)).toContain('aggressive tier');
    expect(html(<WeightBar weight={0.3} target={0.25} end={0.35} label="BTC" />)).toMatch(/BTC: 30\.0.*target 25\.0/);
  });
});

it('draws a table with one head per row and a caption', () => {
  const markup = html(<DataTable caption="Two" rows={[{ id: 'a', n: 1 }]} rowKey={(row) => row.id} columns={[{ key: 'id', head: 'Name', cell: (row) => row.id, rowHead: true }, { key: 'n', head: 'N', cell: (row) => row.n, numeric: true, phone: 'hide' }]} />);
  expect(markup).toContain('<caption class="sr">Two</caption>');
  expect(markup).toContain('<th scope="row">a</th>');
  expect(markup).toContain('class="n hide"');
});
