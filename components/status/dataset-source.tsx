interface DatasetSourceProps {
  readonly dataset: { readonly description: string; readonly source: string; readonly licence: string; readonly attribution: string; readonly contentHash: string };
  readonly version: string;
}

/** Who made the data, under which terms, and what exactly was loaded. */
export function DatasetSource({ dataset, version }: DatasetSourceProps) {
  const lines = [
    ['About', dataset.description],
    ['Source', dataset.source],
    ['Licence', dataset.licence],
    ['Attribution', dataset.attribution],
  ].filter(([, text]) => text !== '');
  return (
    <>
      {lines.map(([label, text]) => (
        <p className="prose mt-2" key={label}>
          <span className="strong">{label}.</span> {text}
        </p>
      ))}
      <p className="cap">
        Content <span className="mono">{dataset.contentHash.slice(0, 16)}</span>, read by version {version}.
      </p>
    </>
  );
}
