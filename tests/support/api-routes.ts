import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Routes } from '@/app/api/v1/handle';

const API = path.join(import.meta.dirname, '../../app/api/v1');

/** Files under app/api/v1 that are no operation of the registry: the document itself and what answers unknown paths. */
const APART = ['openapi.json', '[[...path]]'];

export interface ApiRoute {
  /** As the registry writes it: `/tokens/{id}`. */
  readonly path: string;
  readonly load: () => Promise<Routes>;
}

/** Every route file of the API. */
export function apiRoutes(): ApiRoute[] {
  return readdirSync(API, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts' && !APART.includes(path.dirname(file)))
    .sort()
    .map((file) => ({
      path: `/${path.dirname(file).replaceAll('[', '{').replaceAll(']', '}')}`,
      load: async () => (await import(path.join(API, file))) as Routes,
    }));
}

/** Calls one operation as the server would, path parameters given apart. */
export async function callApi(routes: Routes, method: keyof Routes, url: string, options: { readonly params?: Record<string, string>; readonly body?: BodyInit; readonly headers?: Record<string, string> } = {}): Promise<Response> {
  const { params = {}, body, headers = {} } = options;
  const request = new Request(`http://localhost/api/v1${url}`, { method, headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body }) });
  return routes[method](request, { params: Promise.resolve(params) });
}
