import 'server-only';
import { z } from 'zod';

export interface OnnxTensor {
  readonly data: ArrayLike<number | bigint>;
  readonly dims: readonly number[];
}

export interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

/** What we use of the package, which need not be there. */
export interface OnnxRuntime {
  readonly env: { readonly wasm: { numThreads?: number }; logLevel?: string };
  readonly InferenceSession: { create(model: Uint8Array, options: { executionProviders: string[] }): Promise<OnnxSession> };
  readonly Tensor: new (type: 'float32' | 'int64', data: Float32Array | BigInt64Array, dims: readonly number[]) => OnnxTensor;
}

/** It is 139 MB and nobody without a model of their own needs it: so it is looked for only when one is set. */
const PACKAGE: string = 'onnxruntime-web';

const shape = z.custom<OnnxRuntime>((found) => typeof (found as Partial<OnnxRuntime> | undefined)?.InferenceSession?.create === 'function');

/** The package that runs models, on one thread. Throws one clear line where it is not installed. */
export async function onnxRuntime(): Promise<OnnxRuntime> {
  const found: unknown = await import(PACKAGE).catch((error: unknown) => {
    throw new Error(`the package ${PACKAGE} that runs models is not installed (npm install --no-save ${PACKAGE})`, { cause: error });
  });
  const runtime = shape.parse(found);
  runtime.env.wasm.numThreads = 1;
  runtime.env.logLevel = 'error';
  return runtime;
}
