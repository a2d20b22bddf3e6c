import 'server-only';
import { pool } from './pool';

/** A setting of the installation as stored, `undefined` where it was never set. */
export async function loadAppSetting(key: string): Promise<unknown> {
  const { rows } = await pool.query<{ value: unknown }>('SELECT value FROM app_setting WHERE key = $1', [key]);
  return rows[0]?.value;
}

export async function saveAppSetting(key: string, value: boolean | string | number | object): Promise<void> {
  await pool.query('INSERT INTO app_setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [key, JSON.stringify(value)]);
}

export async function deleteAppSetting(key: string): Promise<void> {
  await pool.query('DELETE FROM app_setting WHERE key = $1', [key]);
}
