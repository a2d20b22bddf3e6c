'use client';

import { Link } from '@/components/ui/link';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { SectionHead } from '@/components/ui/section-head';
import { SegmentedRadio } from '@/components/ui/segmented';
import { formatPercent } from '@/lib/format/percent';
import { WIDTHS, type ControlTexts } from '@/lib/schemas/rebalance-controls';
import type { BoardProps } from './board-model';

const KINDS = [
  { value: 'absolute', label: 'Points' },
  { value: 'relative', label: 'Relative' },
  { value: 'either', label: 'Either' },
  { value: 'costAware', label: 'Cost' },
  { value: 'none', label: 'Always' },
] as const;
const DESTINATIONS = [{ value: 'edge', label: 'Edge' }, { value: 'halfway', label: 'Halfway' }, { value: 'target', label: 'Target' }] as const;
const LOTS = [{ value: 'least-tax', label: 'Least tax' }, { value: 'fifo', label: 'First in, first out' }] as const;

const REGIMES: Readonly<Record<string, string>> = { ranging: 'while the market ranges', trending: 'while the market trends' };

function bandHint(texts: ControlTexts, points: number, multiplier: number, regime: string | null): string {
  const says: Record<ControlTexts['kind'], string> = {
    absolute: `${texts.width} points around each target`,
    relative: `${texts.width}\u202f% of each target`,
    either: `${points * 100} points or ${texts.width}\u202f% of the target, whichever is tighter`,
    costAware: `Wider where trading costs more than it brings: ${texts.width} bps one way`,
    none: 'Every position goes to its target, however near it is',
  };
  const times = multiplier === 1 || texts.kind === 'none' ? '' : `, × ${multiplier} ${REGIMES[regime ?? ''] ?? ''}`.trimEnd();
  return `${says[texts.kind]}${times}.`;
}

interface ControlsProps {
  readonly board: BoardProps;
  readonly texts: ControlTexts;
  readonly onChange: (texts: ControlTexts) => void;
  readonly changed: boolean;
  /** A calendar decides while the band and the way back are as usual. */
  readonly onCalendar: boolean;
}

/** The controls: a plain form that asks the server; with a script every change is previewed at once. */
export function Controls({ board, texts, onChange, changed, onCalendar }: ControlsProps) {
  const set = (part: Partial<ControlTexts>): void => onChange({ ...texts, ...part });
  const range = WIDTHS[texts.kind];
  const rates = `Your rates: short-term ${formatPercent(board.base.shortRate)}, long-term ${formatPercent(board.base.longRate)}.`;
  return (
    <form className="controls" method="get" action="/rebalance" id="controls" aria-label="Controls">
      <SectionHead title="Controls"><Link href="/rebalance">Reset</Link></SectionHead>
      <TextField label="I have to invest" name="invest" before="$" after="USD" inputMode="decimal" autoComplete="off" value={texts.invest} onChange={(event) => set({ invest: event.target.value })} />
      <TextField label="I need" name="need" before="$" after="USD" inputMode="decimal" autoComplete="off" value={texts.need} onChange={(event) => set({ need: event.target.value })} />
      <TextField label="I expect to add within 30 days" name="expect" before="$" after="USD" inputMode="decimal" autoComplete="off" value={texts.expect} onChange={(event) => set({ expect: event.target.value })} hint={board.base.contributionsFirst ? 'Nothing is sold while this can bring every token inside its band (Rule 8.1).' : <>Counts only with “New money first”. <Link href="/settings/rebalancing">Turn it on</Link></>} />
      <div className="field">
        <SegmentedRadio legend="Band" name="kind" segments={KINDS} value={texts.kind} onChange={(kind) => set({ kind: kind as ControlTexts['kind'], width: kind === board.usual.kind ? board.usual.width : String(WIDTHS[kind as ControlTexts['kind']].usual) })} fill />
        <input type="hidden" name="of" value={texts.kind} />
        {texts.kind === 'none' ? null : (
          <p className="mt-3 flex items-center gap-3">
            <label className="sr" htmlFor="width">Width of the band</label>
            <input className="slider" type="range" id="width" name="width" min={range.min} max={range.max} step={range.step} value={texts.width} onChange={(event) => set({ width: event.target.value })} aria-describedby="width-hint" />
            <output className="nb" htmlFor="width">{texts.width}{texts.kind === 'costAware' ? ' bps' : texts.kind === 'absolute' ? ' points' : '\u202f%'}</output>
          </p>
        )}
        <p className="hint" id="width-hint">{bandHint(texts, board.points, board.base.bandMultiplier, board.regime)}{onCalendar ? <> Your calendar decides in its place. <Link href="/settings/rebalancing">Change it</Link></> : null}</p>
      </div>
      <div className="field">
        <SegmentedRadio legend="Go back to" name="to" segments={DESTINATIONS} value={texts.to} onChange={(to) => set({ to: to as ControlTexts['to'] })} fill />
        <p className="hint">The three tie in simulation once each has its own best width.</p>
      </div>
      <SelectField label="Lots" name="lots" options={LOTS} value={texts.lots} onChange={(event) => set({ lots: event.target.value as ControlTexts['lots'] })} hint={<>{rates} <Link href="/settings/tax">Change them</Link></>} />
      <div className="actions mt-4">
        <Button type="submit" look={changed ? 'primary' : 'secondary'}>Use these controls</Button>
      </div>
    </form>
  );
}
