import 'server-only';
import { env } from '@/lib/env';
import { TEXT_RULES_VERSION } from '@/lib/domain/scores/text/rules';
import { languageDetector } from './detect-language';
import { openSentimentModel, type SentimentModel } from './sentiment-model';

/** What the rules read. A text whose language cannot be told is mostly names and numbers: it is read as well. */
const RULES_READ = ['en', ''];

/** How one text was read before anything else is judged. */
export interface ReadMood {
  readonly language: string;
  /** Whether anybody here reads the language. */
  readonly readable: boolean;
  /** Polarity by the model; null where the rules are asked. */
  readonly given: number | null;
  /** rules:VERSION, model:NAME or none. */
  readonly method: string;
}

export interface TextReader {
  readonly read: (texts: readonly { readonly title: string; readonly body: string }[]) => Promise<ReadMood[]>;
  /** Why the model that was set is not used, in one line; null where none is set or it works. */
  readonly trouble: string | null;
}

const rulesOf = (language: string): ReadMood => {
  const readable = RULES_READ.includes(language);
  return { language, readable, given: null, method: readable ? `rules:${TEXT_RULES_VERSION}` : 'none' };
};

const whole = ({ title, body }: { readonly title: string; readonly body: string }): string => (body === '' ? title : `${title}. ${body}`);

async function withModel(model: SentimentModel, texts: readonly { readonly title: string; readonly body: string }[], moods: readonly ReadMood[]): Promise<ReadMood[]> {
  const knows = ({ language }: ReadMood): boolean => model.languages.includes(language) || (language === '' && model.languages.includes('en'));
  const polarities = await model.read(texts.filter((_, i) => knows(moods[i] as ReadMood)).map(whole));
  let next = 0;
  return moods.map((mood) => (knows(mood) ? { ...mood, readable: true, given: polarities[next++] as number, method: `model:${model.name}` } : mood));
}

/** Reads texts by rules, or by a model where one is given. */
export async function textReader(model: SentimentModel | null, trouble: string | null = null): Promise<TextReader> {
  const detect = await languageDetector();
  return {
    trouble,
    read: async (texts) => {
      const moods = texts.map((text) => rulesOf(detect(whole(text))));
      return model ? withModel(model, texts, moods) : moods;
    },
  };
}

let opened: Promise<TextReader> | undefined;

async function open(): Promise<TextReader> {
  const folder = env.TEXT_MODEL_DIR;
  if (!folder) return textReader(null);
  try {
    return await textReader(await openSentimentModel(folder));
  } catch (error) {
    return textReader(null, `the model of TEXT_MODEL_DIR is not used, rules read instead: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The reader of this installation: opened once in a process. A model that cannot be used keeps no text waiting. */
export const installedReader = (): Promise<TextReader> => (opened ??= open());
