import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeBags, encodeWordPieces, readVocabulary } from '@/lib/services/text/encode-text';
import { openSentimentModel } from '@/lib/services/text/sentiment-model';
import { textReader } from '@/lib/services/text/text-reader';
import { INT64, tinyOnnx, type TinyModel } from '@/tests/support/tiny-onnx';

const SIZE = 64;
const made: string[] = [];
afterAll(() => made.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-model-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content);
  return folder;
}

const placeOf = (word: string) => encodeBags([word], SIZE).indexOf(1);
const weightsOf = (words: Readonly<Record<string, number>>) => Array.from({ length: SIZE }, (_, i) => Object.entries(words).find(([word]) => placeOf(word) === i)?.[1] ?? 0);

/** tanh of the weights of its words. */
const BAG: TinyModel = {
  nodes: [{ op: 'MatMul', inputs: ['words', 'w'], outputs: ['sum'] }, { op: 'Tanh', inputs: ['sum'], outputs: ['polarity'] }],
  weights: [{ name: 'w', dims: [SIZE, 1], values: weightsOf({ kitten: 2, thunder: -2 }) }],
  inputs: [{ name: 'words', dims: ['n', SIZE] }],
  output: { name: 'polarity', dims: ['n', 1] },
};
const BAG_CONFIG = { name: 'kittens', tokenizer: { kind: 'bag', size: SIZE }, output: { kind: 'polarity' } };

const VOCABULARY = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'kit', '##ten', 'thunder', '!'].join('\n');
/** The mean of three logits of each token. */
const PIECES: TinyModel = {
  nodes: [
    { op: 'Gather', inputs: ['table', 'input_ids'], outputs: ['each'], attributes: { axis: 0 } },
    { op: 'ReduceMean', inputs: ['each'], outputs: ['logits'], attributes: { axes: [1], keepdims: 0 } },
  ],
  weights: [{ name: 'table', dims: [8, 3], values: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 9, 18, 0, 0, 0, 0, 0] }],
  inputs: [{ name: 'input_ids', type: INT64, dims: ['n', 't'] }],
  output: { name: 'logits', dims: ['n', 3] },
};
const PIECES_CONFIG = { name: 'pieces', tokenizer: { kind: 'wordpiece' }, output: { kind: 'logits', labels: ['negative', 'neutral', 'positive'] } };

describe('texts as numbers', () => {
  it('are counted by the hash of their words', () => {
    const bags = encodeBags(['Kitten, kitten!', ''], SIZE);
    expect(bags).toHaveLength(2 * SIZE);
    expect(bags[placeOf('kitten')]).toBe(2);
    expect(bags.slice(SIZE).every((count) => count === 0)).toBe(true);
  });

  it('are cut into the longest known pieces, with what frames and fills them', () => {
    const vocabulary = readVocabulary(VOCABULARY, true);
    const { ids, mask, length } = encodeWordPieces(['Kitten thunder!', 'kítxyz', `${'thunder '.repeat(50)}`], vocabulary, 6);
    expect(length).toBe(6);
    expect([...ids].map(Number)).toEqual([2, 4, 5, 6, 7, 3, 2, 1, 3, 0, 0, 0, 2, 6, 6, 6, 6, 3]);
    expect([...mask].map(Number)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    expect(() => readVocabulary('a\nb', true)).toThrow('vocab.txt lacks [UNK], [CLS], [SEP], [PAD]');
  });
});

describe('a local model', () => {
  it('reads bags of words, and takes the place of the rules', async () => {
    const model = await openSentimentModel(folderOf({ 'model.onnx': tinyOnnx(BAG), 'text-model.json': JSON.stringify(BAG_CONFIG) }));
    const polarities = await model.read([...Array.from({ length: 40 }, () => 'kitten'), 'thunder and kitten', 'thunder']);
    expect(polarities).toHaveLength(42);
    expect([polarities[39], polarities[40], polarities[41]].map((one) => one?.toFixed(3))).toEqual(['0.964', '0.000', '-0.964']);
    const reader = await textReader(model);
    const moods = await reader.read([{ title: 'Kitten falls in the market of bitcoin today', body: '' }, { title: 'Bitcoin cae tras la decisión del banco central', body: '' }]);
    expect(moods).toEqual([{ language: 'en', readable: true, given: expect.closeTo(0.964, 3), method: 'model:kittens' }, { language: 'es', readable: false, given: null, method: 'none' }]);
    await model.close();
  });

  it('reads word pieces, and weighs labels against each other', async () => {
    const model = await openSentimentModel(folderOf({ 'model.onnx': tinyOnnx(PIECES), 'text-model.json': JSON.stringify(PIECES_CONFIG), 'vocab.txt': VOCABULARY }));
    const [good, bad, none] = (await model.read(['kitten', 'thunder', '!'])) as [number, number, number];
    expect(good).toBeGreaterThan(0.9);
    expect(bad).toBeLessThan(-0.9);
    expect(none).toBeCloseTo(0, 6);
    await model.close();
  });

  it.each<[string, Readonly<Record<string, string | Uint8Array>>, RegExp]>([
    ['an empty folder', {}, /^text-model\.json cannot be read$/],
    ['a description that is no JSON', { 'text-model.json': '{' }, /^text-model\.json is not JSON$/],
    ['a description with a stranger', { 'text-model.json': JSON.stringify({ ...BAG_CONFIG, extra: 1 }) }, /^text-model\.json: file .*extra/],
    ['no model', { 'text-model.json': JSON.stringify(BAG_CONFIG) }, /^model\.onnx cannot be read$/],
    ['a model that is none', { 'text-model.json': JSON.stringify(BAG_CONFIG), 'model.onnx': 'text' }, /^model\.onnx cannot be run: /],
    ['no vocabulary', { 'text-model.json': JSON.stringify(PIECES_CONFIG), 'model.onnx': tinyOnnx(PIECES) }, /^vocab\.txt cannot be read$/],
  ])('says what is wrong with %s', async (_, files, reason) => {
    await expect(openSentimentModel(folderOf(files))).rejects.toThrow(reason);
  });

  it('refuses a model that gives other numbers than it says', async () => {
    const config = { ...BAG_CONFIG, output: { kind: 'logits', labels: ['negative', 'positive'] } };
    const model = await openSentimentModel(folderOf({ 'model.onnx': tinyOnnx(BAG), 'text-model.json': JSON.stringify(config) }));
    await expect(model.read(['kitten'])).rejects.toThrow('the model gives 1 numbers for 1 texts instead of 2');
    await model.close();
  });
});
