import { Amount } from '@/components/ui/money';
import { ASSET_CLASSES } from '@/lib/domain/planning/rules';
import { formatMoney } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import type { PlanResult } from '@/lib/domain/planning/types';
import { TIER_TITLE, TIERS } from '@/components/ui/tier-mark';
import { capital, share } from './words';

interface Row {
  readonly label: string;
  readonly now: string;
  readonly then: string;
  readonly money?: boolean;
}

function moneyText(value: string): string {
  return formatMoney(value, { digits: 0 });
}

/** A row for each index of either plan. */
function indexRows(now: PlanResult, then: PlanResult): Row[] {
  const names = new Map([...now.indices, ...then.indices].map(({ slug, name }) => [slug, name]));
  const held = ({ indices }: PlanResult, slug: string): string => share(indices.find((index) => index.slug === slug)?.weight ?? 0);
  return [...names].map(([slug, label]) => ({ label, now: held(now, slug), then: held(then, slug) }));
}

function rowsOf(now: PlanResult, then: PlanResult): Row[] {
  const row = (label: string, of: (result: PlanResult) => string, money = false): Row => ({ label, now: of(now), then: of(then), money });
  return [
    row('Crypto, amount', (result) => moneyText(result.cryptoAmount), true),
    ...ASSET_CLASSES.map((name) => row(name === 'alternatives' ? 'Real estate, alternatives' : capital(name), (result) => share(result.classes[name]))),
    row('Stage', (result) => result.stageName),
    row('Closed gates', (result) => result.gates.filter((gate) => !gate.passed).map((gate) => gate.gate).join(', ') || 'none'),
    ...TIERS.map((tier) => row(`${TIER_TITLE[tier]} tier`, (result) => share(result.tiers.applied[tier]))),
    ...indexRows(now, then),
    row('A bad year', (result) => moneyText(`-${result.lossLimit.lossAmount}`), true),
    row('Of net worth', (result) => (result.lossLimit.loss === null ? '–' : formatPercent(result.lossLimit.loss))),
  ];
}

function Cell({ text, money, strong }: { readonly text: string; readonly money: boolean; readonly strong: boolean }) {
  const shown = money ? <Amount>{text}</Amount> : text;
  return strong ? <b className="font-semibold">{shown}</b> : shown;
}

/** The saved plan beside the one with the change; what moves is strong, and marked. */
export function WhatIfTable({ now, then }: { readonly now: PlanResult; readonly then: PlanResult }) {
  const rows = rowsOf(now, then);
  const moved = rows.filter((row) => row.now !== row.then).length;
  return (
    <>
      <p className="prose mb-3" role="status">{moved === 0 ? 'Nothing moves.' : `${moved} of ${rows.length} lines move.`}</p>
      <div className="scroll" role="region" aria-label="The saved plan and the changed one" tabIndex={0}>
        <table className="data-table">
          <caption className="sr">The saved plan and the changed one</caption>
          <thead><tr><th scope="col"><span className="sr">Line</span></th><th scope="col" className="n">Saved</th><th scope="col" className="n">Changed</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row" className="py-1.5 leading-snug phone:whitespace-normal">{row.label}</th>
                <td className="n wrapcell muted"><Cell text={row.now} money={row.money === true} strong={false} /></td>
                <td className="n wrapcell">{row.now === row.then ? <span className="muted"><Cell text={row.then} money={row.money === true} strong={false} /></span> : <><span aria-hidden="true">→ </span><Cell text={row.then} money={row.money === true} strong /></>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
