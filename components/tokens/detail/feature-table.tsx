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
  return (
    <tr>
      <th scope="row" className="whitespace-normal! py-1.5! leading-snug">{featureName(feature.name)} <span className="sym ph-hide ml-0!">{feature.code}</span></th>
      <td className="n">
        {feature.value === null ? <Missing reason={reason} /> : (
          <Provenance source={feature.source} day={feature.day ? formatDay(feature.day) : undefined} formula={feature.formula} origin={dataset} note={`${feature.direction === 'higher' ? 'Higher' : 'Lower'} is better. ${feature.reference}.`}>{featureValue(feature.value, feature)}</Provenance>
        )}
      </td>
      <td className="n strong">{feature.grade === null ? <Missing reason={feature.value === null ? reason : ungraded ? 'the token is not graded' : 'too few tokens to rank it against'} /> : formatGrade(feature.grade)}</td>
      {feature.value === null ? <td colSpan={3} className="muted full wrapcell">{reason}</td> : (
        <>
          <td className="hide w-[96px]">{feature.grade !== null && <Meter value={feature.grade} />}</td>
          <td className="muted hide">{feature.source}</td>
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

function Lens({ lens, dataset, ungraded }: { readonly lens: TokenLens; readonly dataset: string; readonly ungraded: string | null }) {
  const present = lens.families.filter((family) => family.present).length;
  const note = lens.grade === null ? `n/a. ${lensReason(lens, ungraded)}` : `${formatGrade(lens.grade)}, ${present} of ${formatCount(lens.families.length, 'family', 'families')}`;
  return (
    <tbody>
      <tr className="sub"><th colSpan={COLUMNS} scope="rowgroup">{lens.name} <span className="faint font-normal">{note}</span></th></tr>
      {lens.features.filter(isShown).map((feature) => <Row key={feature.code} feature={feature} dataset={dataset} ungraded={ungraded !== null} />)}
      <Waiting features={lens.features.filter((feature) => !isShown(feature))} />
    </tbody>
  );
}

/** Every declared feature by lens: value, percentile, source and day, or why there is none. */
export function FeatureTable({ lenses, dataset, ungraded }: { readonly lenses: readonly TokenLens[]; readonly dataset: string; readonly ungraded: string | null }) {
  return (
    <table className="data-table tight cards">
      <caption className="sr">Features by lens</caption>
      <thead><tr><th scope="col">Feature</th><th scope="col" className="n">Value</th><th scope="col" className="n">Grade</th><th scope="col"><span className="sr">Grade as a bar</span></th><th scope="col">Source</th><th scope="col" className="n">Day</th></tr></thead>
      {gradedFirst(lenses).map((lens) => <Lens key={lens.lens} lens={lens} dataset={dataset} ungraded={ungraded} />)}
    </table>
  );
}
