import 'server-only';
import { prisma } from './prisma';

/** A setting of the installation as stored, `undefined` where it was never set. */
export async function loadAppSetting(key: string): Promise<unknown> {
  const found = await prisma.appSetting.findUnique({ where: { key } });
  return found?.value;
}

export async function saveAppSetting(key: string, value: boolean | string | number | object): Promise<void> {
  await prisma.appSetting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

export async function deleteAppSetting(key: string): Promise<void> {
  await prisma.appSetting.deleteMany({ where: { key } });
}
