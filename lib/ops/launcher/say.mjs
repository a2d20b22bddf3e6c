import { plainLine } from '../plain-error.mjs';

const began = performance.now();
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** One line of progress, with the seconds since the start. */
export const say = (text) => console.log(`[${seconds(performance.now() - began).padStart(8)}] ${text}`);

/** Runs one step and says what it does and how long it took. `work` may return a few words on how it went. */
export async function step(name, work) {
  const from = performance.now();
  const words = await work();
  say(`${name}${words ? `: ${words}` : ''} (${seconds(performance.now() - from)})`);
}

/** The last words of a program that cannot go on. */
export function complain(error) {
  console.error(plainLine(error) ?? error?.stack ?? String(error));
}
