import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ComparePicker } from '@/components/indices/compare-picker';
import { COMPARED_AT_MOST, parsePicks, parseTicked } from '@/components/indices/compare-query';
import { METHODOLOGIES } from '@/lib/domain/indices/methodologies/catalogue';

const INDICES = METHODOLOGIES.slice(0, COMPARED_AT_MOST + 2).map(({ slug, name, tier }) => ({ slug, name, tier }));
const known = new Set(INDICES.map(({ slug }) => slug));

function shown(count: number): string {
  const params = new URLSearchParams(INDICES.slice(0, count).map(({ slug }) => ['slugs', slug]));
  return renderToStaticMarkup(<ComparePicker indices={INDICES} picks={parsePicks(params, known)} ticked={parseTicked(params, known)} />);
}

describe('the choice of what is compared', () => {
  it('names what was ticked beyond five', () => {
    const [sixth, seventh] = INDICES.slice(COMPARED_AT_MOST).map(({ name }) => name);
    expect(shown(COMPARED_AT_MOST + 2)).toContain(`7 were ticked; the first 5 are compared. Left out: ${sixth}, ${seventh}.`);
  });

  it('says nothing of the kind up to five', () => {
    expect(shown(COMPARED_AT_MOST)).not.toContain('Left out');
    expect(shown(COMPARED_AT_MOST)).toContain('take one off to choose another');
    expect(shown(0)).not.toContain('Left out');
  });
});
