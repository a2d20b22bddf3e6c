import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { calibrationError, calibrationSpan } from '@/components/model/calibration';
import { gateSummary, openSpans } from '@/components/model/gate-history';
import { importanceRows } from '@/components/model/inputs';
import { Limits } from '@/components/model/limits';
import { Markets } from '@/components/model/markets';
import { ModelState, Unproven } from '@/components/model/model-state';
import { modelCsv, modelCsvResponse } from '@/components/model/model-csv';
import { chanceWords, gateWords } from '@/components/model/model-words';
import { cutPanel, monthPanel, monthTicks, runningSum } from '@/components/model/month-panels';
import { Proof } from '@/components/model/proof';
import { icSummary, meanOf, spreadSummary } from '@/components/model/proof-charts';
import { shownReport } from '@/components/model/shown-report';
import { settingRows, Training, Windows } from '@/components/model/training';
import { modelFixture, noModelFixture } from './fixture';

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replaceAll('&#x27;', '’').replace(/[\u202f\u00a0]/g, ' ').replaceAll('\u2212', '-').replace(/\s+/g, ' ');

const asked = (query: string): URL => new URL(`http://localhost/model/months.csv${query}`);

describe('the answer, first and in one sentence', () => {
  test('is what the gate was decided by, with a true minus', () => {
    expect(gateWords('The model did not beat 30-day momentum over the last 27 months (rank IC -0.002 against 0.049).')).toBe('The model did not beat 30-day momentum over the last 27 months (rank IC \u22120.002 against 0.049).');
  });

  test('before there is a proof, where training stands', () => {
    expect(shownReport(noModelFixture(), 'sample')).toBeNull();
    const training = plain(renderToStaticMarkup(<ModelState model={{ state: 'training', words: 'Window 3 of 12.', progress: 0.25 }} />));
    expect(training).toContain('Training, 25 %. Window 3 of 12.');
    expect(plain(renderToStaticMarkup(<ModelState model={{ state: 'insufficient-data', words: '100 days.', progress: null }} />))).toContain('Too little history. 100 days.');
    expect(renderToStaticMarkup(<ModelState model={modelFixture()} />)).toBe('');
    expect(renderToStaticMarkup(<Unproven forecasts={0} />)).toContain('href="/learn/claims"');
  });

  test('forecasts that nobody could judge yet are told, not denied', () => {
    expect(plain(renderToStaticMarkup(<Unproven forecasts={330} />))).toContain('330 tokens have a forecast, and none of them is judged yet');
    expect(shownReport(modelFixture(), 'nonsense')).toBeNull();
  });
});

describe('the proof on screen', () => {
  const model = modelFixture();
  const report = shownReport(model, undefined);
  const html = renderToStaticMarkup(<>{report && <Proof report={report} features={model.features} />}<Windows windows={model.windows} /><Training model={model} /><Markets reports={model.evaluations} shown="made-up-2018" /><Limits limits={model.limits} /></>);
  const text = plain(html);

  test.each([
    'Right order (mean rank IC)', 'Best simple rule (baseline)', 'Not luck (deflated Sharpe)', 'Picked by luck (overfitting)', 'Was the order right?', 'What was the order worth?', 'May indices use it?', 'Alone and together', 'By regime', 'Do its probabilities come true?', 'What goes in',
    'Trained on the past, tested on what followed', 'The models that forecast now', 'On every market', 'What it cannot do',
  ])('has “%s”', (title) => {
    expect(text).toContain(title);
  });

  test('the forest is judged by the trees that did not learn from a sample, beside what saying the middle would miss by', () => {
    expect(text).toContain('a token’s place is missed by 28.6 of 100 (root mean square); saying the middle of all would miss by 28.9.');
    const without = { ...model, training: model.training && { ...model.training, outOfBagError: null } };
    expect(renderToStaticMarkup(<Training model={without} />)).not.toContain('out of bag');
  });

  test('every chart has its table and its download behind it, and every month of the proof stands in one', () => {
    expect(html.match(/Table behind the chart/g)).toHaveLength(3);
    for (const table of ['months', 'gate', 'calibration', 'features']) expect(html).toContain(`href="/model/${table}.csv?market=made-up-2018"`);
    for (const row of model.evaluation.byMonth) expect(text).toContain(row.rankIc.toFixed(3));
    expect(text).toContain('Ridge regression, summed');
    expect(text).toContain('Before costs, summed');
  });

  test('a range shows its months, on the axis, in the sums, in words and in the table alike; its buttons are links that keep the market', () => {
    const year = plain(renderToStaticMarkup(<>{report && <Proof report={report} features={[]} range="1y" />}</>));
    expect(year).toContain('of 12 months, Jan 2018 to Dec 2018');
    expect(year).toContain('of 12 months shown');
    expect(year).toContain('The 12 months shown; all 36 are in the CSV');
    expect(year).not.toContain('Dec 2017');
    const other = renderToStaticMarkup(<>{report && <Proof report={report} features={[]} range="2y" keep="market=made-up-2018" />}</>);
    expect(other.match(/href="\?market=made-up-2018&amp;range=2y" aria-current="true"/g)).toHaveLength(3);
    expect(other).not.toContain('scale=');
  });

  test('names members, baselines, regimes, months and windows', () => {
    for (const words of ['Boosted trees', 'Random forest', 'Recurrent net', 'Size, smaller first (baseline)', 'Over all 36 months tested; the gate decides on the 35', 'Volatile bear', 'Jan 2016 to Dec 2018', '40,000 of 216 tokens', 'Trained on 216 tokens of one market.']) expect(text).toContain(words);
  });

  test('says how overfitting and importance are reckoned, and where the time was too short for the former', () => {
    expect(text).toContain('Combinatorial purged cross-validation, N = 6, k = 2');
    expect(text).toContain('how much rank correlation both kinds of trees lose on weeks they were not fitted to');
    const short = { ...modelFixture(), evaluation: { ...model.evaluation, overfittingProbability: null } };
    const shown = shownReport(short, undefined);
    expect(renderToStaticMarkup(<>{shown && <Proof report={shown} features={[]} />}</>)).toContain('too short a history for fifteen trainings');
  });

  test('a market that was made up says so, on the plot too; what is not the active market shows no importance', () => {
    const other = shownReport(model, 'sample');
    const shown = renderToStaticMarkup(<>{other && <Proof report={other} features={model.features} />}</>);
    expect(shown).toContain('chart-sim');
    expect(shown).not.toContain('What goes in');
    expect(html).not.toContain('chart-sim');
    expect(text).toContain('sample simulated');
  });
});

describe('what the drawings are made of', () => {
  test('months without a value add nothing to a sum and have none', () => {
    expect(runningSum([1, null, 2])).toEqual([1, null, 3]);
  });

  test('a sum starts anew at the first month shown', () => {
    const panel = { kind: 'lines', height: 100, note: '', summed: true, series: [{ key: 'a', name: 'A', tone: 'ink', weight: 'bold', values: [5, 1, null, 2] }] } as const;
    expect(cutPanel(panel, { from: 1, to: 3 }).series[0]?.values).toEqual([1, null, 3]);
    expect(cutPanel({ ...panel, summed: false }, { from: 1, to: 3 }).series[0]?.values).toEqual([1, null, 2]);
  });

  test('months on the axis stand where their points do', () => {
    const months = Array.from({ length: 12 }, (_, i) => (i === 0 ? '2020-12' : `2021-${String(i).padStart(2, '0')}`));
    expect(monthTicks(months, 4).map(({ label }) => label)).toEqual(['Jan 2021', 'Apr', 'Jul', 'Oct']);
    expect(monthTicks(months, 4)[0]?.at).toBeCloseTo(100 / 11, 3);
    expect(monthTicks(Array.from({ length: 36 }, (_, i) => `${2016 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`), 5).map(({ label }) => label)).toEqual(['2016', '2017', '2018']);
    expect(monthTicks(Array.from({ length: 18 }, (_, i) => `${2016 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`), 3).map(({ label }) => label)).toEqual(['Jan 2016', 'Jul 2016', 'Jan 2017']);
  });

  test('words of a part of the months: its own mean, and no certainty of the whole', () => {
    const { evaluation } = modelFixture();
    expect(plain(icSummary(evaluation, { from: 0, to: 35 }))).toContain('within what chance brings (t 1.1)');
    const part = plain(icSummary(evaluation, { from: 34, to: 35 }));
    expect(part).toContain('of 2 months, Nov 2018 to Dec 2018');
    expect(part).toContain(`${((((evaluation.byMonth[34]?.rankIc ?? NaN) + (evaluation.byMonth[35]?.rankIc ?? NaN)) / 2)).toFixed(3)} on average.`);
    expect(plain(spreadSummary(evaluation, { from: 34, to: 35 }))).not.toContain('(t ');
    expect(gateSummary([{ month: '2020-01', open: true }, { month: '2020-02', open: false }], { from: 1, to: 1 })).toContain('Closed in all of 1 month shown.');
    expect([meanOf([1, null, 3]), meanOf([null])]).toEqual([2, null]);
    expect([0.9, -2.5].map((t) => plain(chanceWords(t)))).toEqual(['within what chance brings (t 0.9)', 'more than chance brings (t -2.5)']);
  });

  test('zero and what is shaded are always on a panel', () => {
    const panel = (values: readonly (number | null)[], from?: number) => monthPanel({ kind: 'lines', series: [{ key: 't', name: 't', tone: 'ink', weight: 'bold', values }], height: 100, note: '', from }, String, String);
    expect(panel([0.5, 1], 2)).toMatchObject({ domain: { low: 0 }, zone: { y: 0 } });
    expect(panel([0.5, 1], 2).domain.high).toBeGreaterThan(2);
    expect(panel([-3, -1]).domain).toMatchObject({ high: 0 });
    expect(panel([null]).zone).toBeNull();
  });

  test('settings are named by their place', () => {
    expect(settingRows({ seed: 7, gru: { maxSamples: 1000, rate: 1 / 3 }, members: ['a', 'b'] })).toEqual([{ name: 'gru: max samples', value: '1000' }, { name: 'gru: rate', value: '0.333333' }, { name: 'members', value: 'a, b' }, { name: 'seed', value: '7' }]);
  });

  test('open months as spans', () => {
    const months = ['2020-01', '2020-02', '2020-03', '2020-04', '2020-05'].map((month, i) => ({ month, open: [false, true, true, false, true][i] ?? false }));
    expect(openSpans(months)).toEqual(['Feb 2020 to Mar 2020', 'May 2020']);
    expect(openSpans([])).toEqual([]);
  });

  test('calibration: one span on both axes, and the error weighs by count', () => {
    const bins = [{ predicted: 0.41, observed: 0.5, count: 1 }, { predicted: 0.56, observed: 0.55, count: 3 }];
    expect(calibrationSpan(bins)).toEqual({ low: 0.4, high: 0.6 });
    expect(calibrationError(bins)).toBeCloseTo((0.09 + 3 * 0.01) / 4, 12);
  });

  test('importance: shares of what helps, largest first', () => {
    const rows = importanceRows([{ code: 'b', lens: 'technical', importance: 0.01 }, { code: 'gone', lens: 'technical', importance: -0.01 }, { code: 'a', lens: 'onChain', importance: 0.03 }]);
    expect(rows.map(({ code, lensName, share }) => [code, lensName, share])).toEqual([['a', 'On-chain', 0.75], ['b', 'Technical', 0.25], ['gone', 'Technical', 0]]);
  });
});

describe('downloads', () => {
  const model = modelFixture();
  test('carry every row, and the market on each', () => {
    const lines = modelCsv('months', model, model.features, 'made-up-2018').trim().split('\r\n');
    expect([lines.length, lines[0]]).toEqual([37, 'month,rankIc,momentum,size,ridge,spreadGross,spreadNet,assets,regime,dataset']);
    expect(lines[1]).toMatch(/^2016-01,.*,180,,made-up-2018$/);
    expect(modelCsv('calibration', model, [], 'x').split('\r\n')[1]).toBe('0.42,0.452,400,x');
    expect(modelCsv('gate', model, [], 'x').split('\r\n')[0]).toBe('month,open,months,rankIc,baseline,baselineIc,t,reason,dataset');
    expect(modelCsv('features', model, model.features, 'x').trim().split('\r\n')).toHaveLength(41);
  });

  test('say where there is none, and mark what is simulated', async () => {
    expect(modelCsvResponse('months', noModelFixture(), asked('')).status).toBe(404);
    expect(modelCsvResponse('features', model, asked('?market=sample')).status).toBe(404);
    for (const query of ['?market=', '?market=sample&x=1', '?x=1']) expect(modelCsvResponse('months', model, asked(query)).status).toBe(422);
    expect(modelCsvResponse('months', model, asked('?market=nonsense')).status).toBe(404);
    expect(await modelCsvResponse('months', model, asked('?market=sample')).text()).toContain('sample (simulated)');
  });
});
