import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { examine } from '@/lib/ops/doctor/checks.mjs';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-doctor-'));
  vi.stubEnv('BANDWISE_DATA_DIR', folder);
  vi.stubEnv('PORT', '0');
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('TEXT_MODEL_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  fs.rmSync(folder, { recursive: true });
});

const answerOf = async (name: string) => (await examine()).find((answer) => answer.name === name);

describe('the doctor', () => {
  it('finds nothing wrong before the first start', async () => {
    expect((await examine()).filter(({ name }) => !['dependencies', 'pages'].includes(name)).every(({ ok }) => ok)).toBe(true);
  });

  it('sees a secret that others can read', async () => {
    fs.writeFileSync(path.join(folder, 'nextauth-secret'), 'x', { mode: 0o644 });
    expect(await answerOf('secrets')).toMatchObject({ ok: false, words: expect.stringContaining('chmod 600') });
  });

  it('sees a database that does not answer', async () => {
    vi.stubEnv('DATABASE_URL', 'postgresql://someone:hidden@127.0.0.1:1/none');
    const answer = await answerOf('database');
    expect(answer?.ok).toBe(false);
    expect(answer?.words).not.toContain('hidden');
  });

  it('sees a model for headlines that is not whole', async () => {
    expect(await answerOf('text model')).toEqual({ name: 'text model', ok: true, words: 'none set: rules read headlines' });
    const place = path.join(folder, 'model');
    vi.stubEnv('TEXT_MODEL_DIR', place);
    expect(await answerOf('text model')).toMatchObject({ ok: false, words: `${place} has no text-model.json and no model.onnx: rules read headlines` });
    fs.mkdirSync(place);
    fs.writeFileSync(path.join(place, 'text-model.json'), '{}');
    expect((await answerOf('text model'))?.words).toContain('has no model.onnx');
    fs.writeFileSync(path.join(place, 'model.onnx'), '');
    expect(await answerOf('text model')).toMatchObject({ ok: true, words: place });
  });
});
