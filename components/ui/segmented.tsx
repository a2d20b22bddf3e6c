import { Link } from '@/components/ui/link';
import type { ReactNode } from 'react';

export interface Segment {
  readonly value: string;
  readonly label: ReactNode;
  /** Where a link segment goes. */
  readonly href?: string;
}

/** One of a few, each at its own address: works without JavaScript. */
export function SegmentedLinks({ label, segments, value, fill = false, scroll = false }: { readonly label: string; readonly segments: readonly Segment[]; readonly value: string; readonly fill?: boolean; readonly scroll?: boolean }) {
  return (
    <nav className={`seg${fill ? ' fill' : ''}`} aria-label={label}>
      {segments.map((segment) => (
        <Link key={segment.value} href={segment.href ?? '#'} scroll={scroll} aria-current={segment.value === value ? 'true' : undefined}>
          {segment.label}
        </Link>
      ))}
    </nav>
  );
}

interface SegmentedRadioProps {
  readonly legend: string;
  readonly name: string;
  readonly segments: readonly Segment[];
  readonly defaultValue?: string;
  /** With `onChange` the caller holds the value (client only). */
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly fill?: boolean;
  /** Hide the legend from the eye where a heading says it already. */
  readonly hideLegend?: boolean;
}

/** One of a few in a form: radio buttons underneath, so arrow keys and plain posts work. */
export function SegmentedRadio({ legend, name, segments, defaultValue, value, onChange, fill = false, hideLegend = false }: SegmentedRadioProps) {
  return (
    <fieldset>
      <legend className={hideLegend ? 'sr' : 'lbl mb-1.5 text-sm leading-(--lead-body) font-medium'}>{legend}</legend>
      <span className={`seg${fill ? ' fill' : ''}`}>
        {segments.map((segment) => (
          <label key={segment.value}>
            <input
              type="radio"
              name={name}
              value={segment.value}
              defaultChecked={value === undefined ? segment.value === defaultValue : undefined}
              checked={value === undefined ? undefined : segment.value === value}
              onChange={onChange ? () => onChange(segment.value) : undefined}
            />
            {segment.label}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
