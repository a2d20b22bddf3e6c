import { jsonSchema, operationId, problemsOf } from '@/lib/schemas/api/openapi';
import { isPersonal, type Endpoint } from '@/lib/schemas/api/registry';
import { schemaText } from '@/lib/schemas/api/schema-text';

const EMPTY = '{ … }';

/** Field names stand between backticks in a description; here they stand in the mono. */
function Prose({ text }: { readonly text: string }) {
  return <>{text.split('`').map((part, position) => (position % 2 === 0 ? part : <span key={position} className="mono">{part}</span>))}</>;
}

/** One operation: what it takes, what it gives, how it can refuse. */
export function Operation({ endpoint }: { readonly endpoint: Endpoint }) {
  const { method, path, summary, description, query, body, response, status = 200 } = endpoint;
  const queryText = query === undefined ? EMPTY : schemaText(jsonSchema(query, 'input'));
  return (
    <section className="section" id={operationId(endpoint)}>
      <div className="head">
        <h3 className="mono text-sm!">{method} {path}</h3>
        <span className="note">{summary}</span>
      </div>
      {description === undefined ? null : <p className="prose mt-4"><Prose text={description} /></p>}
      {queryText === EMPTY ? null : <Shape name="Query" text={queryText} />}
      {body === undefined ? null : <Shape name="Body" text={schemaText(jsonSchema(body, 'input'))} />}
      <Shape name={`Answer ${status}`} text={schemaText(jsonSchema(response, 'output'))} />
      <p className="cap mt-2">
        {isPersonal(endpoint) ? 'Needs a session or an API key. ' : ''}{endpoint.idempotent === true ? 'Takes an Idempotency-Key. ' : ''}Refuses with {problemsOf(endpoint).join(', ')}.
      </p>
    </section>
  );
}

function Shape({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <details open={text.length < 900} className="mt-4 text-sm">
      <summary className="cursor-pointer font-medium">{name}</summary>
      <pre className="mono mt-2 overflow-x-auto rounded-[6px] bg-surface-2 p-4 text-xs leading-relaxed" tabIndex={0} aria-label={`${name}, shape`}>{text}</pre>
    </details>
  );
}
