import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { z } from 'zod';
import { encodeBags, encodeWordPieces, readVocabulary } from './encode-text';
import { onnxRuntime, type OnnxRuntime, type OnnxSession, type OnnxTensor } from './onnx-runtime';

/** Texts of one run: a large model takes a second for them, and the worker does nothing else meanwhile. */
const BATCH = 8;
const LABELS = ['negative', 'neutral', 'positive'] as const;

/** `text-model.json`: what the model takes and gives. */
const configSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/, 'is not a plain name'),
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1).default(['en']),
  tokenizer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('bag'), size: z.int().min(1).max(1_000_000) }),
    z.strictObject({ kind: z.literal('wordpiece'), lowercase: z.boolean().default(true), maxTokens: z.int().min(4).max(512).default(96) }),
  ]),
  /** One number a text that is its polarity, or one a label: then polarity = p(positive) − p(negative). */
  output: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('polarity') }), z.strictObject({ kind: z.literal('logits'), labels: z.array(z.enum(LABELS)).min(2).max(3) })]),
});
type Config = z.output<typeof configSchema>;

/** A local model that reads the mood of texts. */
export interface SentimentModel {
  readonly name: string;
  readonly languages: readonly string[];
  /** Polarity of each text, −1 to 1. */
  readonly read: (texts: readonly string[]) => Promise<number[]>;
  readonly close: () => Promise<void>;
}

async function fileOf(folder: string, name: string): Promise<Buffer> {
  return readFile(path.join(folder, name)).catch((error: unknown) => {
    throw new Error(`${name} cannot be read`, { cause: error });
  });
}

async function readConfig(folder: string): Promise<Config> {
  const text = (await fileOf(folder, 'text-model.json')).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('text-model.json is not JSON');
  }
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) throw new Error(`text-model.json: ${parsed.error.issues.map(({ path: at, message }) => `${at.join('.') || 'file'} ${message}`).join('; ')}`);
  return parsed.data;
}

type Feed = (texts: readonly string[]) => Record<string, OnnxTensor>;

async function feedOf({ tokenizer }: Config, folder: string, { Tensor }: OnnxRuntime, session: OnnxSession): Promise<Feed> {
  if (tokenizer.kind === 'bag') {
    const [input = ''] = session.inputNames;
    return (texts) => ({ [input]: new Tensor('float32', encodeBags(texts, tokenizer.size), [texts.length, tokenizer.size]) });
  }
  const vocabulary = readVocabulary((await fileOf(folder, 'vocab.txt')).toString('utf8'), tokenizer.lowercase);
  return (texts) => {
    const { ids, mask, length } = encodeWordPieces(texts, vocabulary, tokenizer.maxTokens);
    const dims = [texts.length, length];
    const all = { input_ids: new Tensor('int64', ids, dims), attention_mask: new Tensor('int64', mask, dims), token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), dims) };
    return Object.fromEntries(Object.entries(all).filter(([name]) => session.inputNames.includes(name)));
  };
}

function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const parts = logits.map((logit) => Math.exp(logit - most));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

function polaritiesOf({ output }: Config, tensor: OnnxTensor | undefined, count: number): number[] {
  const width = output.kind === 'polarity' ? 1 : output.labels.length;
  if (tensor?.data.length !== count * width) throw new Error(`the model gives ${tensor?.data.length ?? 0} numbers for ${count} texts instead of ${count * width}`);
  const polarities = Array.from({ length: count }, (_, row) => {
    const numbers = Array.from({ length: width }, (__, i) => Number(tensor.data[row * width + i]));
    if (output.kind === 'polarity') return Math.max(-1, Math.min(1, numbers[0] as number));
    const chances = softmax(numbers);
    const of = (label: (typeof LABELS)[number]): number => chances[output.labels.indexOf(label)] ?? 0;
    return of('positive') - of('negative');
  });
  if (polarities.some((polarity) => !Number.isFinite(polarity))) throw new Error('the model gives numbers that are none');
  return polarities;
}

/** Opens the model of a folder (text-model.json, model.onnx, vocab.txt for word pieces). Throws one clear line where that is not possible. */
export async function openSentimentModel(folder: string): Promise<SentimentModel> {
  const config = await readConfig(folder);
  const bytes = await fileOf(folder, 'model.onnx');
  const runtime = await onnxRuntime();
  const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] }).catch((error: unknown) => {
    throw new Error(`model.onnx cannot be run: ${(error instanceof Error ? error.message : String(error)).slice(0, 200)}`, { cause: error });
  });
  const feed = await feedOf(config, folder, runtime, session);
  const [output = ''] = session.outputNames;
  const read = async (texts: readonly string[]): Promise<number[]> => {
    const polarities: number[] = [];
    for (let from = 0; from < texts.length; from += BATCH) {
      const some = texts.slice(from, from + BATCH);
      polarities.push(...polaritiesOf(config, (await session.run(feed(some)))[output], some.length));
      await pause();
    }
    return polarities;
  };
  return { name: config.name, languages: config.languages, read, close: () => session.release() };
}
