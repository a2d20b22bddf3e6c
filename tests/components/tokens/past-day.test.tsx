import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { BeyondGrade } from '@/components/tokens/detail/beyond-grade';
import { historyUpTo } from '@/components/tokens/detail/history-part';
import { DayBusy, DayForm, PastNote } from '@/components/tokens/detail/past-day';

it('a day of the past: asked for by a plain form, named, led back from, and told when it must wait', () => {
  const form = renderToStaticMarkup(<DayForm day="2021-11-10" first="2015-01-01" last="2021-12-30" />);
  for (const part of ['type="date"', 'name="day"', 'min="2015-01-01"', 'max="2021-12-30"', 'value="2021-11-10"']) expect(form).toContain(part);
  expect(form).not.toContain('href');
  expect(renderToStaticMarkup(<DayForm day="2025-06-30" first="2015-01-01" last="2022-05-12" />)).toContain('value="2022-05-12"');
  const note = renderToStaticMarkup(<PastNote id="bitcoin" day="2021-11-10" />);
  expect(note).toContain('As it was known on 10 Nov 2021');
  expect(note).toContain('href="/tokens/bitcoin"');
  expect(renderToStaticMarkup(<DayBusy id="bitcoin" day="2021-11-10" />)).toContain('Try again in half a minute');
});

it('what is read of now only is left out of it', () => {
  const past = renderToStaticMarkup(<BeyondGrade symbol="BTC" dataset="made-up" peers={null} forecast={null} freshness={{ state: 'fresh', reason: null, ageHours: 0 }} texts={[]} />);
  expect(past).toContain('Forecast');
  for (const title of ['Among its peers', 'Similar tokens', 'What is written']) expect(past).not.toContain(title);
});

it('its chart ends with it', () => {
  const history = { days: ['2021-11-09', '2021-11-10', '2021-11-11'], close: [1, 2, 3], investorGrade: [null, 60, 61], traderGrade: [50, 51, 52] };
  expect(historyUpTo(history, '2021-11-10')).toEqual({ days: ['2021-11-09', '2021-11-10'], close: [1, 2], investorGrade: [null, 60], traderGrade: [50, 51] });
  expect(historyUpTo(history, '2022-01-01')).toEqual(history);
  expect(historyUpTo(history, '2021-11-08').days).toEqual([]);
});
