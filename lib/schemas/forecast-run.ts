import { z } from 'zod';
import { evaluationSchema, gateHistorySchema, windowsSchema } from './api/model';

/** How much a run was trained on; `facts` are the daily rows that the market held then, `content` is what the newest day was forecast from. */
export const extentSchema = z.object({ samples: z.int(), assets: z.int(), from: z.string().nullable(), to: z.string().nullable(), facts: z.int(), content: z.string() });
export type ForecastExtentShape = z.output<typeof extentSchema>;

/** What held-out rank correlation loses without each feature, as shares: they sum to 1, 0 where nothing is lost. */
export const importanceSchema = z.array(z.object({ code: z.string(), importance: z.number() }));

/** What moved a forecast as it is stored, points by code, read as a list: the largest first. */
export const reasonsSchema = z
  .record(z.string(), z.number())
  .transform((points) => Object.entries(points).map(([code, moved]) => ({ code, points: moved })).sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.code < b.code ? -1 : 1)));

/** The JSON columns of a stored run. */
export const runJsonSchema = z.object({
  extent: extentSchema,
  windows: windowsSchema,
  evaluation: evaluationSchema,
  importance: importanceSchema,
  gateHistory: gateHistorySchema,
  settings: z.record(z.string(), z.unknown()),
});
export type RunJson = z.output<typeof runJsonSchema>;
