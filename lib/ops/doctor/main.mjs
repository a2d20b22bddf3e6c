import { examine } from './checks.mjs';

export async function main() {
  const answers = await examine();
  for (const { name, ok, words } of answers) console.log(`${ok ? 'ok ' : 'BAD'}  ${name.padEnd(13)} ${words}`);
  process.exitCode = answers.every(({ ok }) => ok) ? 0 : 1;
}
