import { spawn } from 'node:child_process';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill()));

/**
 * Runs a program to its end. With `show` its output goes to the terminal and is remembered too, so that a failure can be read.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { show = false, input, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], ...options });
    running.add(child);
    let output = '';
    const keep = (stream) => (chunk) => {
      output = (output + chunk).slice(-200_000);
      if (show) stream.write(chunk);
    };
    child.stdout?.on('data', keep(process.stdout));
    child.stderr?.on('data', keep(process.stderr));
    if (input !== undefined) child.stdin?.end(input);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? (signal ? 1 : 0), output });
    });
  });
}
