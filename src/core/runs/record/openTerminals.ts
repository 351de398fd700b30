import * as v from 'valibot';

const terminalsSchema = v.array(
  v.object({
    run: v.string(),
    /** Whether it was the terminal in front. */
    active: v.boolean(),
  }),
);
/** The terminals of runs that a window had open, in the order in which they were opened. */
export type OpenTerminals = v.InferOutput<typeof terminalsSchema>;

/** What a window has kept; none where another version kept something else. */
export function parseOpenTerminals(kept: unknown): OpenTerminals {
  const parsed = v.safeParse(terminalsSchema, kept);
  return parsed.success ? parsed.output : [];
}
