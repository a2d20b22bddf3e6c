import { Meter } from '@/components/ui/weight-bar';
import { Missing } from '@/components/ui/missing';
import { Provenance } from '@/components/ui/provenance';
import { formatDay } from '@/lib/format/day';
import { formatCount, formatGrade } from '@/lib/format/number';
import { featureName, featureValue, lensReason, missingWords } from './feature-text';
import type { TokenFeature, TokenLens } from '@/lib/schemas/token-view';
import { gradedFirst } from './feature-view';

const COLUMNS = 6;

/** Rows that say something about this token; what only waits for data is folded away below them. */
function isShown(feature: TokenFeature): boolean {
  return feature.missing === null || feature.missing === 'not-applicable' || feature.missing === 'warm-up' || feature.missing === 'unknown';
}

function Row({ feature, dataset, ungraded }: { readonly feature: TokenFeature; readonly dataset: string; readonly ungraded: boolean }) {
  const reason = missingWords(feature);
  // On a phone the reason alone says it: two dashes beside it say nothing more.
  const absent = feature.value === null ? ' ph-hide' : '';
  return (
    <tr>
      <th scope="row" className="whitespace-normal! py-1.5! leading-snug">{featureName(feature.name)} <span className="sym ph-hide ml-0!">{feature.code}</span></th>
      <td className={`n${absent}`}>
        {feature.value === null ? <Missing reason={reason} /> : (
          <Provenance source={feature.source} day={feature.day ? formatDay(feature.day) : undefined} formula={feature.formula} origin={dataset} note={`${feature.direction === 'higher' ? 'Higher' : 'Lower'} is better. ${feature.reference}.`}>{featureValue(feature.value, feature)}</Provenance>
        )}
      </td>
      <td className={`n strong${absent}`}>{feature.grade === null ? <Missing reason={feature.value === null ? reason : ungraded ? 'the token is not graded' : 'too few tokens to rank it against'} /> : formatGrade(feature.grade)}</td>
      {feature.value === null ? <td colSpan={3} className="muted full wrapcell">{reason}</td> : (
        <>
          <td className="hide">{feature.grade !== null && <Meter value={feature.grade} />}</td>
          <td className="muted hide wrapcell">{feature.source}</td>
          <td className="n muted hide">{feature.day && formatDay(feature.day)}</td>
        </>
      )}
    </tr>
  );
}

function Waiting({ features }: { readonly features: readonly TokenFeature[] }) {
  if (features.length === 0) return null;
  return (
    <tr>
      <td colSpan={COLUMNS} className="wrapcell full">
        <details>
          <summary className="muted">{formatCount(features.length, 'feature')} without data for this token</summary>
          <ul className="notl">
            {features.map((feature) => <li key={feature.code}><b>{featureName(feature.name)}</b> <span className="sym">{feature.code}</span>: {missingWords(feature)}</li>)}
          </ul>
        </details>
      </td>
    </tr>
  );
}

/** What a closed lens says of its features: how many have a value, which stand best and worst. Example: “25 of 25 have a value. Best: Best day, 30 d (100). Worst: Return, 7 d (33).” */
export function lensSpan({ features }: Pick<TokenLens, 'features'>): string {
  const known = features.filter(({ value }) => value !== null).length;
  const ranked = features.flatMap(({ name, grade }) => (grade === null ? [] : [{ name, grade }])).sort((a, b) => b.grade - a.grade);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  const told = (words: string, { name, grade }: { readonly name: string; readonly grade: number }) => ` ${words}: ${featureName(name)} (${formatGrade(grade)}).`;
  const span = best && worst && best !== worst ? told('Best', best) + told('Worst', worst) : '';
  return `${known} of ${features.length} have a value.${span}`;
}

function Lens({ lens, dataset, ungraded }: { readonly lens: TokenLens; readonly dataset: string; readonly ungraded: string | null }) {
  const present = lens.families.filter((family) => family.present).length;
  const shown = lens.features.filter(isShown);
  const note = lens.grade === null ? `n/a. ${lensReason(lens, ungraded)}` : `${formatGrade(lens.grade)}, ${present} of ${formatCount(lens.families.length, 'family', 'families')} known`;
  return (
    <details className="fold">
      <summary><span><b>{lens.name}</b> <span className="faint">{note}</span><small>{lensSpan(lens)}</small></span></summary>
      <table className="data-table tight cards features">
        <caption className="sr">{lens.name} features</caption>
        <colgroup><col className="w-[38%]" /><col className="w-[16%]" /><col className="w-[7%]" /><col className="w-[9%]" /><col className="w-[17%]" /><col className="w-[13%]" /></colgroup>
        <thead>
          <tr>
            <th scope={shown.length === 0 ? 'colgroup' : 'col'} colSpan={shown.length === 0 ? COLUMNS : 1}><b>{lens.name}</b> {note}</th>
            {shown.length > 0 && <><th scope="col" className="n">Value</th><th scope="col" className="n">Grade</th><th scope="col"><span className="sr">Grade as a bar</span></th><th scope="col">Source</th><th scope="col" className="n">Day</th></>}
          </tr>
        </thead>
        <tbody>
          {shown.map((feature) => <Row key={feature.code} feature={feature} dataset={dataset} ungraded={ungraded !== null} />)}
          <Waiting features={lens.features.filter((feature) => !isShown(feature))} />
        </tbody>
      </table>
    </details>
  );
}

/** Every declared feature by lens: value, percentile, source and day, or why there is none; on a phone each lens opens by a tap. */
export function FeatureTable({ lenses, dataset, ungraded }: { readonly lenses: readonly TokenLens[]; readonly dataset: string; readonly ungraded: string | null }) {
  return <>{gradedFirst(lenses).map((lens) => <Lens key={lens.lens} lens={lens} dataset={dataset} ungraded={ungraded} />)}</>;
}
