import 'server-only';

type Detect = (text: string) => string;

let loading: Promise<Detect> | undefined;

async function load(): Promise<Detect> {
  // The smallest of its tables: they take 80 MB, so only who judges texts loads them.
  const { eld } = await import('eld/extrasmall');
  return (text) => {
    const found = eld.detect(text.replace(/\$[a-z]\w*/gi, ' '));
    return found.isReliable() ? found.language : '';
  };
}

/** Tells the language of short texts, ISO 639-1; empty where they are too short or too full of names to tell. */
export const languageDetector = (): Promise<Detect> => (loading ??= load());
