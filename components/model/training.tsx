import { TimeAxis } from '@/components/charts/chart-frame';
import { timeTicks } from '@/components/charts/scales';
import { DataTable } from '@/components/ui/data-table';
import { Disclosure } from '@/components/ui/disclosure';
import { KeyValues } from '@/components/ui/key-values';
import { Section } from '@/components/ui/section-head';
import { dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { EMBARGO_DAYS, LABEL_DAYS } from '@/lib/domain/scores/forecast/rules';
import { formatDay, formatDayRange, formatDuration, formatSpan } from '@/lib/format/day';
import { formatCount, formatNumber } from '@/lib/format/number';
import type { ModelShape } from '@/lib/schemas/api/model';
import { MEMBER_NAMES } from './model-words';

type Window = ModelShape['windows'][number];

const ROW = 12;
const BAR = 8;

const at = (day: string): number => dayNumber(isoDay(day));

function Spans({ windows }: { readonly windows: readonly Window[] }) {
  const first = Math.min(...windows.map(({ trainFrom }) => at(trainFrom)));
  const last = Math.max(...windows.map(({ testTo }) => at(testTo)));
  const x = (day: string): string => `${(((at(day) - first) / Math.max(1, last - first)) * 100).toFixed(2)}%`;
  const width = (from: string, to: string): string => `${(((at(to) - at(from)) / Math.max(1, last - first)) * 100).toFixed(2)}%`;
  const ends = [dayFromNumber(first), dayFromNumber(last)];
  return (
    <div className="chart noaxis mt-4" style={{ ['--ends-w' as string]: '14px' }} role="img" aria-label={`${formatCount(windows.length, 'window')}: each trains on the past, leaves a gap, and is tested on what follows; the table below has the days.`}>
      <div className="chart-row"><span />
        <svg className="spans" style={{ height: windows.length * ROW }}>
          {windows.map((window, row) => (
            <g key={window.testFrom}>
              <rect className="train" x={x(window.trainFrom)} width={width(window.trainFrom, window.trainTo)} y={row * ROW + 2} height={BAR} />
              <rect className="test" x={x(window.testFrom)} width={width(window.testFrom, window.testTo)} y={row * ROW + 2} height={BAR} />
            </g>
          ))}
        </svg><span />
      </div>
      <TimeAxis ticks={timeTicks(ends)} />
    </div>
  );
}

function gapDays(windows: readonly Window[]): number {
  return Math.min(...windows.map(({ trainTo, testFrom }) => at(testFrom) - at(trainTo)));
}

/** Where each model was trained and where tested: never on the same days, with a gap between them. */
export function Windows({ windows }: { readonly windows: readonly Window[] }) {
  if (windows.length === 0) return null;
  return (
    <Section title="Trained on the past, tested on what followed" note={`${formatCount(windows.length, 'window')}; grey trains, solid is tested`}>
      <Spans windows={windows} />
      <p className="cap">Each line is one training and the months it was tested on. Between the two lie at least {formatSpan(gapDays(windows))}: an outcome is known {LABEL_DAYS} days later, so what would overlap a test is left out of training (purged), and {EMBARGO_DAYS} days more (embargo).</p>
      <Disclosure summary="Days of every window">
        <DataTable caption="Training and test windows" rows={[...windows].reverse()} rowKey={(row) => row.testFrom} tight className="pair" columns={[
          { key: 'test', head: 'Tested', rowHead: true, cell: (row) => formatDayRange(row.testFrom, row.testTo) },
          { key: 'train', head: 'Trained', cell: (row) => formatDayRange(row.trainFrom, row.trainTo) },
        ]} />
      </Disclosure>
    </Section>
  );
}

/** How far off it is to say the middle of all places: the deviation of an even spread, √(1/12), in places of 100. */
const MIDDLE_OF_ALL = 100 * Math.sqrt(1 / 12);

/** The forest judged by the trees that did not see a sample; nothing where that is not known. */
function OutOfBag({ error }: { readonly error: number | null }) {
  if (error === null) return null;
  return <p className="cap mt-3">Random forest, out of bag: each of its trees leaves some samples aside, and judged by the trees that did not learn from it a token’s place is missed by {formatNumber(100 * Math.sqrt(error), { digits: 1 })} of 100 (root mean square); saying the middle of all would miss by {formatNumber(MIDDLE_OF_ALL, { digits: 1 })}. It flatters: the line beneath the trees learned from all samples, and weeks beside a sample overlap with it. The test on later months is above.</p>;
}

const hash = (text: string) => <span className="mono" title={text}>{text.slice(0, 12)}…</span>;

/** Nested settings as rows. Example: `{ forest: { trees: 20 } }` is one row, “forest trees”, 20. */
export function settingRows(settings: Readonly<Record<string, unknown>>, prefix = ''): { readonly name: string; readonly value: string }[] {
  return Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, value]) => {
    const name = `${prefix}${key.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)}`;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return settingRows(value as Record<string, unknown>, `${name}: `);
    return [{ name, value: typeof value === 'number' ? String(Number(value.toPrecision(6))) : Array.isArray(value) ? value.join(', ') : String(value) }];
  });
}

/** What makes the models that forecast now exactly repeatable. */
export function Training({ model }: { readonly model: Pick<ModelShape, 'version' | 'trainedAt' | 'training' | 'forecastDay' | 'forecasts'> }) {
  const { version, trainedAt, training, forecastDay, forecasts } = model;
  if (training === null) return null;
  const { seed, samples, assets, from, to, seconds, dataHash, featureSet, rulesVersion, models, settings, outOfBagError } = training;
  return (
    <Section title="The models that forecast now" note="The same data and seed give the same bytes">
      <div className="cols two">
        <KeyValues rows={[
          { label: 'Version', value: version === null ? '–' : <span className="mono">{version.length > 16 ? `${version.slice(0, 12)}…` : version}</span> },
          { label: 'Trained', value: trainedAt === null ? '–' : formatDay(trainedAt.slice(0, 10)) },
          { label: 'On', value: from === null || to === null ? '–' : formatDayRange(from, to) },
        ]} />
        <KeyValues rows={[
          { label: 'Samples', value: `${formatNumber(samples)} of ${formatCount(assets, 'token')}` },
          { label: 'Last forecasts', value: forecastDay === null ? '–' : `${formatCount(forecasts, 'token')}, ${formatDay(forecastDay)}` },
          { label: 'Took', value: seconds === null ? '–' : formatDuration(seconds) },
        ]} />
      </div>
      <OutOfBag error={outOfBagError} />
      <Disclosure summary="Seed, hashes and every setting">
        <KeyValues rows={[
          { label: 'Seed, rules', value: `${seed}, version ${rulesVersion}` },
          { label: 'SHA-256 of the data', value: hash(dataHash) },
          { label: 'SHA-256 of the feature list', value: hash(featureSet) },
          ...models.map((model) => ({ label: `${MEMBER_NAMES[model.member]}, ${formatNumber(model.bytes / 1024)} kB`, value: hash(model.sha256) })),
        ]} />
        <KeyValues rows={settingRows(settings).map(({ name, value }) => ({ label: name, value: <span className="mono">{value}</span> }))} />
      </Disclosure>
    </Section>
  );
}
