/** Writes a model of a few operators as ONNX's protobuf, by hand: no package that makes models is needed to test one that runs them. */

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

const whole = (field: number, value: number): number[] => [...varint(field << 3), ...varint(value)];
const block = (field: number, bytes: readonly number[]): number[] => [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes];
const text = (field: number, value: string): number[] => block(field, [...new TextEncoder().encode(value)]);

const FLOAT = 1;
export const INT64 = 7;

/** ValueInfoProto of a tensor; a dimension is a number or a name. */
function value(name: string, type: number, dims: readonly (number | string)[]): number[] {
  const shape = dims.flatMap((dim) => block(1, typeof dim === 'string' ? text(2, dim) : whole(1, dim)));
  return [...text(1, name), ...block(2, block(1, [...whole(1, type), ...block(2, shape)]))];
}

/** TensorProto of floats. */
function floats(name: string, dims: readonly number[], values: readonly number[]): number[] {
  return [...dims.flatMap((dim) => whole(1, dim)), ...whole(2, FLOAT), ...text(8, name), ...block(9, [...new Uint8Array(Float32Array.from(values).buffer)])];
}

export interface TinyNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes that are a whole number, or several. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

export interface TinyModel {
  readonly nodes: readonly TinyNode[];
  readonly weights: readonly { readonly name: string; readonly dims: readonly number[]; readonly values: readonly number[] }[];
  readonly inputs: readonly { readonly name: string; readonly type?: number; readonly dims: readonly (number | string)[] }[];
  readonly output: { readonly name: string; readonly dims: readonly (number | string)[] };
}

/** AttributeProto: type 2 is one whole number, 7 several. */
function attribute(name: string, own: number | readonly number[]): number[] {
  const [numbers, type] = typeof own === 'number' ? [whole(3, own), 2] : [own.flatMap((one) => whole(8, one)), 7];
  return block(5, [...text(1, name), ...numbers, ...whole(20, type)]);
}

function node({ op, inputs, outputs, attributes = {} }: TinyNode): number[] {
  return [...inputs.flatMap((name) => text(1, name)), ...outputs.flatMap((name) => text(2, name)), ...text(4, op), ...Object.entries(attributes).flatMap(([name, own]) => attribute(name, own))];
}

/** ModelProto, format 8, operators of version 13. */
export function tinyOnnx({ nodes, weights, inputs, output }: TinyModel): Uint8Array {
  const graph = [
    ...nodes.flatMap((one) => block(1, node(one))),
    ...text(2, 'tiny'),
    ...weights.flatMap(({ name, dims, values }) => block(5, floats(name, dims, values))),
    ...inputs.flatMap(({ name, type = FLOAT, dims }) => block(11, value(name, type, dims))),
    ...block(12, value(output.name, FLOAT, output.dims)),
  ];
  return Uint8Array.from([...whole(1, 8), ...block(7, graph), ...block(8, [...text(1, ''), ...whole(2, 13)])]);
}
