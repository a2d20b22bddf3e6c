import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BandGauge, GaugeScale, LimitGauge, RangeGauge } from '@/components/ui/band-gauge';
import { bandUsed, gaugeGeometry, gaugeScale, gaugeTicks, gaugeWords, isOutside } from '@/components/ui/band-gauge-geometry';

const THIN = '\u202f';
const ABOVE = { now: 0.315, after: 0.28, target: 0.262, lower: 0.224, upper: 0.299 };

describe('the words', () => {
  it('say what the drawing says', () => {
    expect(gaugeWords(ABOVE)).toBe(`31.5${THIN}% → 28.0${THIN}%, target 26.2${THIN}%, acts outside 22.4–29.9${THIN}%`);
    expect(gaugeWords({ now: 0.202, target: 0.179, lower: 0.146, upper: 0.213 })).toBe(`20.2${THIN}%, target 17.9${THIN}%, acts outside 14.6–21.3${THIN}%`);
    expect(gaugeWords({ now: 0.05 })).toBe(`5.0${THIN}%`);
  });

  it('are the label of the drawing', () => {
    expect(renderToStaticMarkup(<BandGauge label="Bitcoin" end={0.35} {...ABOVE} />)).toContain(`aria-label="Bitcoin: ${gaugeWords(ABOVE)}"`);
  });
});

describe('the scale', () => {
  it.each([
    [[ABOVE], 0.35],
    [[{ now: 0.3, target: 0.25, lower: 0.2, upper: 0.3 }], 0.3],
    [[{ now: 0, after: 0.1 }], 0.1],
    [[], 0.05],
    [[{ now: 1 }], 1],
  ])('of %o ends at %s', (gauges, end) => {
    expect(gaugeScale(gauges)).toBeCloseTo(end, 12);
  });

  it('prints at most nine ticks from zero', () => {
    expect(gaugeTicks(0.35).map((tick) => Math.round(tick * 100))).toEqual([0, 5, 10, 15, 20, 25, 30, 35]);
    expect(gaugeTicks(0.7).map((tick) => Math.round(tick * 100))).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
    expect(renderToStaticMarkup(<GaugeScale end={0.35} />)).toContain(`35${THIN}%`);
  });
});

describe('the drawing', () => {
  it('stands where the mock stands', () => {
    const shape = gaugeGeometry(ABOVE, 0.35);
    expect(shape.band?.from).toBeCloseTo(64, 2);
    expect(shape.band?.width).toBeCloseTo(21.43, 2);
    expect(shape.now).toBeCloseTo(90, 2);
    expect(shape.move).toMatchObject({ left: true, short: true, tiny: false });
  });

  it('has ring and arrow only where there is a trade, a tick only where there is a target', () => {
    const quiet = renderToStaticMarkup(<BandGauge label="ETH" end={0.35} now={0.2} target={0.18} lower={0.15} upper={0.21} />);
    expect(quiet).not.toMatch(/g-after|g-move|class="gauge out/);
    expect(quiet).toContain('g-target');
    expect(renderToStaticMarkup(<RangeGauge label="Crypto" value={0.15} lower={0.1} upper={0.2} end={0.7} />)).not.toContain('g-target');
    expect(renderToStaticMarkup(<BandGauge label="BTC" end={0.35} {...ABOVE} />)).toMatch(/gauge out short.*g-move.*g-head.*g-after.*g-now/);
  });

  it('never gives a tiny move a head and draws a limit from zero', () => {
    expect(renderToStaticMarkup(<BandGauge label="X" end={0.35} now={0.045} after={0.054} lower={0.049} upper={0.071} />)).toContain('tiny');
    expect(renderToStaticMarkup(<LimitGauge label="Loss" value={0.034} limit={0.1} end={0.15} limitLabel="limit" />)).toContain('<rect class="g-band" x="0.00%" width="66.67%"');
  });
});

describe('the edge', () => {
  it('is inside, also after float noise', () => {
    expect(isOutside({ now: 0.3, lower: 0.2, upper: 0.1 + 0.2 })).toBe(false);
    expect(isOutside({ now: 0.1 + 0.2, lower: 0.2, upper: 0.3 })).toBe(false);
    expect(isOutside({ now: 0.3001, lower: 0.2, upper: 0.3 })).toBe(true);
  });

  it('is one whole band used', () => {
    expect(bandUsed({ now: 0.3, target: 0.25, lower: 0.2, upper: 0.3 })).toBeCloseTo(1, 12);
    expect(bandUsed({ now: 0.25, target: 0.25, lower: 0.2, upper: 0.3 })).toBe(0);
    expect(bandUsed({ now: 0.3 })).toBeNull();
  });
});

it('draws every weight on the drawing and calls outside what is outside', () => {
  const weight = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(weight, weight, weight, weight, fc.option(weight, { nil: null }), (now, target, a, b, after) => {
      const gauge = { now, after, target, lower: Math.min(a, b), upper: Math.max(a, b) };
      const end = gaugeScale([gauge]);
      const shape = gaugeGeometry(gauge, end);
      for (const x of [shape.now, shape.after ?? 0, shape.target ?? 0, shape.band?.from ?? 0, (shape.band?.from ?? 0) + (shape.band?.width ?? 0)]) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(100 + 1e-6);
      }
      expect(shape.outside).toBe(now < gauge.lower - 1e-9 || now > gauge.upper + 1e-9);
      expect((bandUsed(gauge) ?? 0) >= 0).toBe(true);
    }),
    { numRuns: 1000, seed: 20211230 },
  );
});
