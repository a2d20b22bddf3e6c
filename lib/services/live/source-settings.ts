import 'server-only';
import { loadAppSetting, saveAppSetting } from '@/lib/data/app-settings';
import { env } from '@/lib/env';
import { parseSourceSettings, sourceSettingsSchema, type SourceAccess, type SourceSettings } from '@/lib/schemas/sources';

const KEY = 'sources';

export async function loadSourceSettings(): Promise<SourceSettings> {
  return parseSourceSettings(await loadAppSetting(KEY));
}

export async function saveSourceSettings(settings: SourceSettings): Promise<void> {
  await saveAppSetting(KEY, sourceSettingsSchema.parse(settings));
}

/** What the environment gives to show at the sources' doors. */
export const sourceAccess = (): SourceAccess => ({
  coingeckoKey: env.COINGECKO_API_KEY || null,
  coingeckoPlan: env.COINGECKO_PLAN,
  githubToken: env.GITHUB_TOKEN || null,
});
