import type { Metadata } from 'next';
import Link from 'next/link';
import { ENDPOINTS } from '@/lib/schemas/api/endpoints';
import { operationId } from '@/lib/schemas/api/openapi';
import { Operation } from './operation';

export const metadata: Metadata = { title: 'API' };

const TAGS = [...new Set(ENDPOINTS.map((endpoint) => endpoint.tag))];
/** What belongs together stands together: by address, then by method. */
const tagged = (tag: string) => ENDPOINTS.filter((endpoint) => endpoint.tag === tag).sort((a, b) => (a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1));

export default function ApiDocsPage() {
  return (
    <>
      <div className="title">
        <div>
          <h1>API, version 1</h1>
          <p className="lede">The same engine as the pages, as JSON under <span className="mono">/api/v1</span>. This page and the <a href="/api/v1/openapi.json">OpenAPI document</a> are made from the schemas that check the requests.</p>
        </div>
      </div>
      <div className="prose mt-4">
        <p>Weights, rates and returns are fractions (0.25, never 25). Money and quantities are decimal texts; a JSON number is accepted where it is exact. Days are <span className="mono">YYYY-MM-DD</span>. A refusal is a problem document that names its fields; what is out of bounds is refused, never clamped.</p>
        <p>Reading and the calculators need no account. Everything under <span className="mono">/me</span> needs a session or a personal key from the <Link href="/settings/keys">settings</Link>, sent as <span className="mono">Authorization: Bearer …</span>.</p>
      </div>
      <nav className="section" aria-label="Operations">
        <div className="grid gap-x-6 gap-y-5 text-sm desk:grid-cols-3">
          {TAGS.map((tag) => (
            <div key={tag}>
              <h2 className="text-sm!">{tag}</h2>
              <ul className="mt-1 grid gap-y-1">
                {tagged(tag).map((endpoint) => <li key={operationId(endpoint)}><a className="mono text-xs" href={`#${operationId(endpoint)}`}>{endpoint.method} {endpoint.path}</a></li>)}
              </ul>
            </div>
          ))}
        </div>
      </nav>
      {TAGS.map((tag) => (
        <div key={tag} className="mt-10">
          <h2>{tag}</h2>
          {tagged(tag).map((endpoint) => <Operation key={operationId(endpoint)} endpoint={endpoint} />)}
        </div>
      ))}
    </>
  );
}
