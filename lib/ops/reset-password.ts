import { pool } from '@/lib/data/pool';
import { emailSchema } from '@/lib/schemas/account';
import { resetPassword } from '@/lib/services/account/password';

/** `npm run reset-password -- EMAIL`: sets and prints a new password, ends the account's sessions and revokes its keys. */
async function main(): Promise<number> {
  const email = emailSchema.safeParse(process.argv[2]);
  if (!email.success) {
    console.error('Usage: npm run reset-password -- EMAIL');
    return 2;
  }
  const password = await resetPassword(email.data);
  if (password === null) {
    console.error(`No account has the address ${email.data}.`);
    return 1;
  }
  console.log(`New password of ${email.data}: ${password}`);
  console.log('Every session of the account has ended and every key is revoked. Hand the password over safely and have it changed under Settings, Security.');
  return 0;
}

process.exitCode = await main();
await pool.end();
