import 'server-only';
import { loadUserSettings, mergeUserSettings } from '@/lib/data/users';
import { userSettingsSchema, type UserSettings } from '@/lib/schemas/settings';

/** A person's settings with the rules' defaults where nothing was chosen. */
export async function readSettings(userId: string): Promise<UserSettings> {
  return userSettingsSchema.parse(await loadUserSettings(userId));
}

/** Replaces the given groups and keeps the others, also those that change at the same moment. */
export async function changeSettings(userId: string, changes: Partial<UserSettings>): Promise<UserSettings> {
  return userSettingsSchema.parse(await mergeUserSettings(userId, userSettingsSchema.partial().parse(changes)));
}
