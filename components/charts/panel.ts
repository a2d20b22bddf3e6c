import { areaPath, domainOf, EXTENT, linePath, pushApart, ticksOf, toY, type Domain, type Values } from './scales';

/** What a line is: a tier's own hue, Bitcoin, the market, what was left alone, or plain ink. */
export type Tone = 'conservative' | 'balanced' | 'aggressive' | 'bitcoin' | 'alone' | 'market' | 'ink' | 'ink-2';

export interface ChartLine {
  readonly key: string;
  readonly name: string;
  /** Stands at the line's end on a phone, where the name itself does not fit. */
  readonly short?: string;
  readonly tone: Tone;
  readonly weight: 'bold' | 'thin' | 'dash';
  readonly values: Values;
  /** The first line of a panel is its subject. */
  readonly subject?: boolean;
}

export interface PanelInput {
  readonly lines: readonly ChartLine[];
  readonly height: number;
  readonly log: boolean;
  /** Written on the axis and at the line's end. */
  readonly format: (value: number) => string;
  readonly endFormat?: (value: number) => string;
  readonly domain?: Domain;
  readonly ticks?: readonly number[];
  readonly zone?: readonly [number, number];
  readonly note?: string;
  /** Fill between the subject and zero. */
  readonly fill?: boolean;
  /** Other names at the ends than the lines' own, by key. */
  readonly endNames?: Readonly<Record<string, string>>;
}

export interface PanelModel {
  readonly height: number;
  readonly domain: Domain;
  readonly ticks: readonly { readonly y: number; readonly label: string }[];
  readonly lines: readonly { readonly key: string; readonly name: string; readonly tone: Tone; readonly weight: string; readonly path: string; readonly subject: boolean; readonly values: Values }[];
  readonly area: string | null;
  readonly areaTone: Tone;
  readonly zone: { readonly y: number; readonly height: number } | null;
  readonly ends: readonly { readonly key: string; readonly top: number; readonly dot: number; readonly name: string; readonly short: string; readonly value: string; readonly tone: Tone; readonly subject: boolean }[];
  readonly note: string | null;
}

const LABEL_GAP = 16;

/** Pixels to two decimals: a browser rounds what it writes into a style, and the server must have written the same. */
const pixels = (value: number): number => Math.round(value * 100) / 100;

function lastKnown(values: Values): number | null {
  for (let position = values.length - 1; position >= 0; position -= 1) {
    const value = values[position];
    if (value !== null && value !== undefined && Number.isFinite(value)) return value;
  }
  return null;
}

function endsOf(input: PanelInput, domain: Domain): PanelModel['ends'] {
  const write = input.endFormat ?? input.format;
  const labelled = input.lines.flatMap((line) => {
    const value = lastKnown(line.values);
    return value === null || (domain.log && value <= 0) ? [] : [{ line, value, dot: pixels((toY(value, domain) / EXTENT) * input.height) }];
  });
  const tops = pushApart(labelled.map(({ dot }) => dot), LABEL_GAP, 4, input.height - 4);
  return labelled.map(({ line, value, dot }, position) => ({
    key: line.key,
    top: pixels(tops[position] as number),
    dot,
    name: input.endNames?.[line.key] ?? line.name,
    short: input.endNames?.[line.key] ?? line.short ?? line.name,
    value: write(value),
    tone: line.tone,
    subject: line.subject ?? false,
  }));
}

/** Everything a drawing needs, computed once: the same on the server and in the browser. */
export function panelModel(input: PanelInput): PanelModel {
  const domain = input.domain ?? domainOf(input.lines.map((line) => line.values), input.log);
  const ticks = input.ticks ?? ticksOf(domain, Math.max(3, Math.round(input.height / 48)));
  const subject = input.lines.find((line) => line.subject);
  const zone = input.zone ? { y: toY(input.zone[1], domain), height: toY(input.zone[0], domain) - toY(input.zone[1], domain) } : null;
  return {
    height: input.height,
    domain,
    ticks: ticks.map((tick) => ({ y: pixels((toY(tick, domain) / EXTENT) * input.height), label: input.format(tick) })),
    lines: input.lines.map((line) => ({ key: line.key, name: line.name, tone: line.tone, weight: line.weight, path: linePath(line.values, domain), subject: line.subject ?? false, values: line.values })),
    area: input.fill && subject ? areaPath(subject.values, domain, 0) : null,
    areaTone: subject?.tone ?? 'ink',
    zone,
    ends: endsOf(input, domain),
    note: input.note ?? null,
  };
}
