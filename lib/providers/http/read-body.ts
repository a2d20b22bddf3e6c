import 'server-only';

/** A body that does not end within its limit. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** How the bytes are to be read: as the header says, else as an XML declaration says, else UTF-8. */
function decoderOf(type: string | null, start: Uint8Array): TextDecoder {
  const declared = /^\s*<\?xml[^>]*\bencoding=["']([\w-]+)["']/.exec(new TextDecoder('latin1').decode(start.subarray(0, 200)))?.[1];
  const label = /charset=["']?([\w-]+)/i.exec(type ?? '')?.[1] ?? declared ?? 'utf-8';
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}

async function readBytes(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new BodyTooLarge();
    }
    parts.push(read.value);
  }
  return Buffer.concat(parts);
}

/** The whole body as text, never more of it than the limit; the rest is not downloaded. */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > maxBytes) {
    await response.body?.cancel();
    throw new BodyTooLarge();
  }
  if (!response.body) return '';
  const bytes = await readBytes(response.body, maxBytes);
  return decoderOf(response.headers.get('content-type'), bytes).decode(bytes);
}
