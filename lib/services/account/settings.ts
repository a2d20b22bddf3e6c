import 'server-only';
import { loadUserSettings, saveUserSettings } from '@/lib/data/users';
import { userSettingsSchema, type UserSettings } from '@/lib/schemas/settings';

/** A person's settings with the rules' defaults where nothing was chosen. */
export async function readSettings(userId: string): Promise<UserSettings> {
  return userSettingsSchema.parse(await loadUserSettings(userId));
}

/** Replaces the given groups and keeps the others. */
export async function changeSettings(userId: string, changes: Partial<UserSettings>): Promise<UserSettings> {
  const settings = userSettingsSchema.parse({ ...(await readSettings(userId)), ...changes });
  await saveUserSettings(userId, settings);
  return settings;
}
