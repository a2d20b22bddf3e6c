import { Disclosure } from '@/components/ui/disclosure';
import { Link } from '@/components/ui/link';
import { Missing } from '@/components/ui/missing';
import { SectionHead } from '@/components/ui/section-head';
import { TEXT_HALF_LIFE_DAYS } from '@/lib/domain/scores/text/rules';
import { formatDay } from '@/lib/format/day';
import { formatCount, formatNumber } from '@/lib/format/number';
import type { TokenText } from '@/lib/schemas/token-text';

/** As many as a glance takes in. */
const SHOWN = 6;
/** Sign and shape before colour. */
const MARKS = { positive: '▲', neutral: '■', negative: '▼' } as const;
const TONES = { positive: 'text-gain', neutral: 'text-ink-3', negative: 'text-loss' } as const;

function Polarity({ polarity, mood, language }: Pick<TokenText, 'polarity' | 'mood' | 'language'>) {
  if (polarity === null || mood === null) return <Missing reason={language === null ? 'its language could not be told' : `not read: its language is ${language}`} />;
  return <span className={`nb ${TONES[mood]}`}><span aria-hidden="true">{MARKS[mood]}</span> {mood} {formatNumber(polarity, { digits: 2, sign: true })}</span>;
}

/** What a text is besides itself: a copy, or copied by others. */
export function copyWords({ number, of, copies }: TokenText['copy']): string {
  if (number > 0) return of === null ? 'a copy' : `a copy of ${of}`;
  return copies === 0 ? '' : formatCount(copies, 'copy', 'copies');
}

/** Who judged, for the note under the list. Example: one text by rules and one by a model are “the product’s rules and the local model tiny”. */
export function judgeWords(texts: readonly Pick<TokenText, 'method'>[]): string {
  const judges = new Set(texts.flatMap(({ method }) => (method.by === 'none' ? [] : [method.by === 'rules' ? 'the product’s rules' : `the local model ${method.name}`])));
  return judges.size === 0 ? 'nobody yet' : [...judges].sort().reverse().join(' and ');
}

function Text({ text }: { readonly text: TokenText }) {
  const about = [text.source, formatDay(text.publishedAt.slice(0, 10)), text.kind === 'post' ? 'post' : '', copyWords(text.copy), ...text.narratives].filter(Boolean);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4">
      <span>
        {text.link === null ? <b>{text.title}</b> : <a href={text.link} rel="noreferrer noopener nofollow" target="_blank">{text.title}</a>}
        <span className="block text-xs faint">{about.join(' · ')}</span>
      </span>
      <span className="text-right text-xs">
        <Polarity {...text} />
        <span className="block faint">counts {formatNumber(text.weight, { digits: 2 })}</span>
      </span>
    </li>
  );
}

const List = ({ texts }: { readonly texts: readonly TokenText[] }) => <ul className="notl">{texts.map((text) => <Text key={`${text.publishedAt} ${text.source} ${text.title}`} text={text} />)}</ul>;

/** What has been written about the token: titles with source, day, polarity and how much each counts. */
export function TextList({ texts, symbol }: { readonly texts: readonly TokenText[]; readonly symbol: string }) {
  const rest = texts.slice(SHOWN);
  return (
    <>
      <SectionHead title="What is written"><Link href="/learn/rules#rule-3-7">How texts are read</Link></SectionHead>
      {texts.length === 0 ? <p className="prose py-2 muted">No headline or post that this market holds names {symbol}. Feeds are read in a live market, or from a folder of texts.</p> : (
        <>
          <List texts={texts.slice(0, SHOWN)} />
          {rest.length > 0 && <Disclosure summary={`${formatCount(rest.length, 'earlier one', 'earlier ones')}`}><List texts={rest} /></Disclosure>}
          <p className="cap">Titles link to their publishers. Polarity, −1 to 1, is what a text says of {symbol}, judged by {judgeWords(texts)}; it counts by source, as a copy less, and half after {TEXT_HALF_LIFE_DAYS} days. A tone is no forecast.</p>
        </>
      )}
    </>
  );
}
