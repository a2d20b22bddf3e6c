import { z } from 'zod';
import { gradesCsv } from '@/components/tokens/grades-csv';
import { isoDay } from '@/lib/schemas/api/common';
import { readGradesOfDay } from '@/lib/services/tokens/read-grade-day';

export const dynamic = 'force-dynamic';

const asked = z.strictObject({ day: isoDay.optional() });

function refuse(status: 404 | 422, words: string): Response {
  return new Response(`${words}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

/** Every token's grades of a stored day (`?day=YYYY-MM-DD`), or of the last one, line by line as they are written. */
export async function GET(request: Request): Promise<Response> {
  const query = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return refuse(422, 'The only parameter is day, a day that exists, as YYYY-MM-DD.');
  const found = await readGradesOfDay(query.data.day);
  if (found === null) return refuse(404, 'No grades of that day are stored. Those of the last 400 days are, and of Sundays and month ends before them.');
  const { dataset, day, grades } = found;
  const lines = gradesCsv(grades, { day, dataset: dataset.simulated ? `${dataset.name} (simulated)` : dataset.name });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="grades-${day}.csv"` } });
}
