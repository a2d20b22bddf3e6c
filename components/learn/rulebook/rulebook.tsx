import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section-head';
import { SECTION_1 } from './section-1';
import { SECTION_10 } from './section-10';
import { SECTION_11 } from './section-11';
import { SECTION_12 } from './section-12';
import { SECTION_2 } from './section-2';
import { SECTION_3 } from './section-3';
import { SECTION_4 } from './section-4';
import { SECTION_5 } from './section-5';
import { SECTION_6 } from './section-6';
import { SECTION_7 } from './section-7';
import { SECTION_8 } from './section-8';
import { SECTION_9 } from './section-9';
import type { RuleSection, RuleText } from './types';

export const SECTIONS: readonly RuleSection[] = [SECTION_1, SECTION_2, SECTION_3, SECTION_4, SECTION_5, SECTION_6, SECTION_7, SECTION_8, SECTION_9, SECTION_10, SECTION_11, SECTION_12];

/** One rule; it answers to both spellings of its anchor, `#rule-6-1` and `#rule-6.1`. */
function Rule({ rule }: { readonly rule: RuleText }) {
  const anchor = `rule-${rule.rule.replace('.', '-')}`;
  return (
    <article id={anchor} className="scroll-mt-4 border-b border-line py-4 target:bg-surface-2 desk:grid desk:grid-cols-[15rem_minmax(0,1fr)] desk:gap-6" aria-labelledby={`${anchor}-title`}>
      <h3 id={`${anchor}-title`} className="mb-1">
        <Link className="text-ink" href={`#${anchor}`} id={`rule-${rule.rule}`}><span className="font-normal text-ink-3">{rule.rule}</span> {rule.title}</Link>
      </h3>
      <div className="min-w-0">
        {rule.table}
        <p className={rule.table === undefined ? 'prose' : 'prose mt-3'}>{rule.text}</p>
        {rule.later === undefined ? null : <p className="cap"><b className="font-medium text-ink-2">Not yet:</b> {rule.later}</p>}
      </div>
    </article>
  );
}

/** Where to find what. */
export function RulebookContents() {
  return (
    <nav aria-label="Sections">
      <ol className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {SECTIONS.map((section) => <li key={section.number}>{section.number} <Link href={`#rule-${section.number}`}>{section.title}</Link></li>)}
      </ol>
    </nav>
  );
}

/** All rules, their numbers read from the code that applies them. */
export function Rulebook() {
  return SECTIONS.map((section) => (
    <Section key={section.number} id={`rule-${section.number}`} title={`${section.number} ${section.title}`}>
      {section.intro === undefined ? null : <p className="prose mt-4">{section.intro}</p>}
      {section.rules.map((rule) => <Rule key={rule.rule} rule={rule} />)}
    </Section>
  ));
}
