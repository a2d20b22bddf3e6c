import { expect, it, vi } from 'vitest';
import { onnxRuntime } from '@/lib/services/text/onnx-runtime';

vi.mock('onnxruntime-web', () => {
  throw new Error('absent');
});

it('says how to get the package that runs models where it is absent', async () => {
  await expect(onnxRuntime()).rejects.toThrow('the package onnxruntime-web that runs models is not installed (npm install --no-save onnxruntime-web)');
});
