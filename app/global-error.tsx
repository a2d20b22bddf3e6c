'use client';

/** The last resort, when even the frame could not be made: no styles, no parts of ours, only words. */
export default function GlobalError({ error, reset }: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ font: '16px/1.5 system-ui, sans-serif', margin: '10vh auto', maxWidth: '60ch', padding: '0 16px' }}>
        <h1 style={{ fontSize: 28 }}>Bandwise could not make this page.</h1>
        <p>Most often its database does not answer. Nothing you saved was changed{error.digest ? `; the log knows this as ${error.digest}` : ''}.</p>
        <button type="button" onClick={reset}>Try again</button>
      </body>
    </html>
  );
}
