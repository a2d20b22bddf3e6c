import { Link } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import type { FreshnessText } from '@/lib/format/freshness';
import { word } from '../screener-query';
import { gradeSummary, type Graded } from './grade-summary';
import { titleWords, type Titled } from './title-words';

type Shown = Graded & Titled & { readonly asset: { readonly name: string; readonly symbol: string; readonly sectors: readonly string[] } };

/** Name, the grade with how sure it is and why, and what the token is: all that the first screen must say. */
export function TokenTitle({ token, freshness }: { readonly token: Shown; readonly freshness: FreshnessText }) {
  const { asset } = token;
  const sector = asset.sectors[0];
  const { said, meaning, reasons } = gradeSummary(token, freshness);
  return (
    <>
      <PageTitle
        crumb={<><Link href="/tokens">Tokens</Link>{sector && <> / <Link href={`/tokens?sector=${encodeURIComponent(sector)}`}>{word(sector)}</Link></>}</>}
        title={<>{asset.name} <span className="sym text-md">{asset.symbol}</span></>}
        lede={<><b className="font-semibold text-ink">{said}</b>{meaning}{reasons !== '' && <span className="mt-1 block text-sm">{reasons}</span>}</>}
      />
      <p className="cap">{titleWords(token)}</p>
    </>
  );
}
