import { Section } from '@/components/ui/section-head';
import { FIGURE_GROUPS, type FigureText } from './figure-texts';

function FigureEntry({ figure }: { readonly figure: FigureText }) {
  return (
    <article id={figure.id} className="scroll-mt-4 border-b border-line py-4 target:bg-surface-2 desk:grid desk:grid-cols-[15rem_minmax(0,1fr)] desk:gap-6" aria-labelledby={`${figure.id}-name`}>
      <h3 id={`${figure.id}-name`} className="mb-1">{figure.name}</h3>
      <div className="min-w-0 text-sm">
        <p className="mono break-words">{figure.formula}</p>
        <p className="prose mt-1">{figure.convention}</p>
        <p className="mt-1"><span className="text-ink-3">Example:</span> {figure.example}</p>
      </div>
    </article>
  );
}

/** Every figure with its formula, its convention and a worked example. */
export function FigureList() {
  return FIGURE_GROUPS.map((group) => (
    <Section key={group.title} title={group.title}>
      {group.figures.map((figure) => <FigureEntry key={figure.id} figure={figure} />)}
    </Section>
  ));
}
