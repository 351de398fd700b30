import * as v from 'valibot';

/** Lines and columns from 1, columns in UTF-16 units; the end is after the last character. */
const leakRangeSchema = v.object({
  line: v.number(),
  column: v.number(),
  endLine: v.number(),
  endColumn: v.number(),
});
export type LeakRange = v.InferOutput<typeof leakRangeSchema>;

/** A place at which a run left the value of a secret. Never the value. */
const leakSchema = v.object({
  /** Absolute path. */
  file: v.string(),
  /** Its range; null in a file that has no lines. The name is that of stored records. */
  spot: v.nullable(leakRangeSchema),
  name: v.string(),
  /** `redacted`: the run printed it, and what we keep of its output has a placeholder. */
  form: v.fallback(
    v.picklist(['plain', 'escaped', 'html', 'url', 'base64', 'base32', 'hex', 'redacted']),
    'escaped',
  ),
});
export type Leak = v.InferOutput<typeof leakSchema>;

/** What came of looking for values in what a run left. */
export const leakReportSchema = v.object({
  /** When it was over, in milliseconds since 1970, UTC: a file that changes later is another. */
  at: v.number(),
  leaks: v.array(leakSchema),
  /** Leaks that were found and are not listed, because they are too many. */
  more: v.number(),
  /** How many files were looked at. */
  files: v.number(),
  /** What was not looked at, and why, for people: `results/big.txt: only its first 64 MB`. */
  unseen: v.array(v.string()),
});
export type LeakReport = v.InferOutput<typeof leakReportSchema>;
