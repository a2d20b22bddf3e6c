import 'server-only';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Readable as ReadableStream } from 'node:stream';

/** A backup is a plain tar file: it can be looked into, and unpacked by hand in need. */
export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** Where its bytes begin. */
  readonly offset: number;
}

export type TarSource = { readonly name: string; readonly file: string } | { readonly name: string; readonly text: string };

const BLOCK = 512;
const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;
const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

/** A ustar header: https://www.gnu.org/software/tar/manual/html_node/Standard.html */
function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for a backup`);
  block.write(name, 0);
  block.write(`${octal(0o600, 8)}${octal(0, 8)}${octal(0, 8)}${octal(size, 12)}${octal(0, 12)}`, 100);
  block.write('        0', 148);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

async function* blocks(sources: readonly TarSource[]): AsyncGenerator<Buffer> {
  for (const source of sources) {
    const content = 'text' in source ? Buffer.from(source.text) : null;
    const size = content ? content.length : (await stat('file' in source ? source.file : '')).size;
    yield header(source.name, size);
    if (content) yield content;
    else if ('file' in source) for await (const chunk of createReadStream(source.file)) yield chunk as Buffer;
    yield Buffer.alloc(padding(size));
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** Writes the entries in their order; only the owner may read the file. */
export async function writeTar(file: string, sources: readonly TarSource[]): Promise<void> {
  await pipeline(ReadableStream.from(blocks(sources)), createWriteStream(file, { mode: 0o600, flush: true }));
}

/** What the file holds, by name. Throws where it is no tar file or is cut off. */
export async function readTar(file: string): Promise<Map<string, TarEntry>> {
  const handle = await open(file);
  try {
    const { size: total } = await handle.stat();
    const entries = new Map<string, TarEntry>();
    const block = Buffer.alloc(BLOCK);
    for (let at = 0; ; ) {
      const { bytesRead } = await handle.read(block, 0, BLOCK, at);
      if (bytesRead < BLOCK || (block[0] !== 0 && block.toString('latin1', 257, 262) !== 'ustar')) throw new Error(`${file} is not a whole backup`);
      if (block[0] === 0) return entries;
      const name = block.toString('utf8', 0, block.indexOf(0));
      const size = Number.parseInt(block.toString('latin1', 124, 135), 8);
      const offset = at + BLOCK;
      if (offset + size > total) throw new Error(`${file} is cut off in ${name}`);
      entries.set(name, { name, size, offset });
      at = offset + size + padding(size);
    }
  } finally {
    await handle.close();
  }
}

export function readEntry(file: string, { offset, size }: TarEntry): Readable {
  return size === 0 ? ReadableStream.from([]) : createReadStream(file, { start: offset, end: offset + size - 1 });
}

export async function readEntryText(file: string, entry: TarEntry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of readEntry(file, entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
