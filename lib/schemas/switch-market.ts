import { z } from 'zod';

/** The owner's agreement that the simulated market gives way to a live one. */
export const switchSchema = z.object({ requestedAt: z.iso.datetime() });
export type SwitchRequest = z.output<typeof switchSchema>;

/** What was found out when sources were asked while the market was simulated. */
export const switchOfferSchema = z.object({ source: z.string(), answeredAt: z.iso.datetime() });
export type SwitchOffer = z.output<typeof switchOfferSchema>;
