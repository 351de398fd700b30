import * as v from 'valibot';
import { secretNameSchema } from '../../secrets/secretName.ts';
import { localTarget, runTargetSchema } from '../backends/runTarget.ts';
import { launchOptionsSchema } from '../launch/launchOptions.ts';
import { journalEntrySchema } from './journal.ts';
import { runDefinitionSchema } from './runDefinition.ts';
import { runIdSchema } from './runId.ts';
import { runRecordSchema, storedRecord } from './runRecord.ts';
import { runWorkSchema } from './runWork.ts';

/**
 * What the editor, the supervisor and the CLI say to each other: JSON objects, one a line.
 *
 * Each side says its version first. A newer side speaks the older's version: fields are only ever
 * added, and a message of an unknown type is ignored.
 */
export const protocolVersion = 1;

/** What a supervisor leaves to the process that tries again to remove what is left. No value. */
export const retrySchema = v.object({
  target: v.nullable(runTargetSchema),
  /** All that is known of the run's journal, whose file may be gone. */
  entries: v.array(journalEntrySchema),
});
export type Retry = v.InferOutput<typeof retrySchema>;

/** What a supervisor is given on its standard input, once: the only way in for values. */
export const assignmentSchema = v.object({
  version: v.number(),
  run: runIdSchema,
  /** Absolute path of the run's own folder, which exists already, mode 0700. */
  runFolder: v.string(),
  /** Absolute path of the folder for the store file; made by the supervisor, removed by it. */
  storeFolder: v.string(),
  /** What is told at the head of the run's output. */
  notice: v.optional(v.string()),
  folder: v.string(),
  launchFolder: v.string(),
  profiles: v.array(v.string()),
  test: v.boolean(),
  work: runWorkSchema,
  options: v.optional(v.nullable(launchOptionsSchema), null),
  /** The values are made up, to see where real ones would go. */
  canaries: v.optional(v.boolean()),
  /** The program and its arguments, already complete. */
  argv: v.pipe(v.array(v.string()), v.minLength(1)),
  /** Added to the supervisor's own environment for Nextflow, say `JAVA_HOME`. Never a value. */
  environment: v.record(v.string(), v.string()),
  /** How long Stop waits for Nextflow to end its tasks before it is killed, in milliseconds. */
  stopTimeout: v.number(),
  /** Where its tasks execute; an editor of 0.1.0 knows this machine only. */
  target: v.optional(runTargetSchema, localTarget),
  /** Names of secrets whose values are names that this run shows anyway: not to be hidden. */
  tooCommon: v.optional(v.array(v.string())),
  /** A config that is given to Nextflow after all others, by which tasks get their secrets. */
  config: v.optional(v.string()),
  /** The job definitions of AWS Batch that the config names. */
  definitions: v.optional(v.array(runDefinitionSchema)),
  secrets: v.array(
    v.object({
      name: secretNameSchema,
      scope: v.picklist(['user', 'workspace']),
      /** What `secrets.X` reads; for `escaped` ones the value before escaping. */
      value: v.string(),
      form: v.picklist(['raw', 'escaped']),
      /** False where the store file holds its name only, because no more is read from there. */
      inStore: v.optional(v.boolean()),
      /** False where no copy is made in the run's cloud, because no task reads it. */
      inCloud: v.optional(v.boolean()),
    }),
  ),
});
export type Assignment = v.InferOutput<typeof assignmentSchema>;

/** The supervisor's one answer on its standard output, before it detaches. */
export const startedSchema = v.variant('type', [
  v.object({ type: v.literal('started'), version: v.number(), pid: v.number() }),
  v.object({
    type: v.literal('failed'),
    detail: v.string(),
    /** Another process owns the run, or has: there is nothing to do. */
    owned: v.optional(v.boolean(), false),
  }),
]);
export type Started = v.InferInput<typeof startedSchema>;

/** A process id is a signed number of 32 bits. */
const greatestPid = 2 ** 31 - 1;

/** From a window or the CLI to the supervisor, over the control socket. */
export const requestSchema = v.variant('type', [
  v.object({ type: v.literal('hello'), version: v.number() }),
  /** Asks for the run's output from this byte of the console on, and for what follows. */
  v.object({ type: v.literal('follow'), from: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  /** A second one does not wait any longer: it kills. */
  v.object({ type: v.literal('stop') }),
  /**
   * The shell of a terminal's run, for as long as which the copies stay. The type has the name that
   * supervisors of former versions know.
   */
  v.object({
    type: v.literal('lend'),
    pid: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(greatestPid)),
  }),
]);
export type Request = v.InferOutput<typeof requestSchema>;

/** From the supervisor to everyone who is connected. */
export const eventSchema = v.variant('type', [
  v.object({ type: v.literal('hello'), version: v.number(), run: v.string() }),
  /** The whole record again, at once after `hello` and whenever it changes. */
  v.object({ type: v.literal('record'), record: runRecordSchema }),
  /** Redacted output. `from` is the byte of the console log at which `text` starts. */
  v.object({ type: v.literal('output'), from: v.number(), text: v.string() }),
]);
export type ControlEvent = v.InferOutput<typeof eventSchema>;

export function formatMessage(message: Assignment | Started | Request | Retry): string {
  return formatLine(message);
}

/** An event as a line; a record in it as it is stored, which older windows read. */
export function formatEvent(event: ControlEvent): string {
  return formatLine(
    event.type === 'record' ? { ...event, record: storedRecord(event.record) } : event,
  );
}

function formatLine(message: object): string {
  return `${JSON.stringify(message)}\n`;
}

/** One line as a message of a kind; null for what this version does not know. */
export function parseMessage<S extends v.GenericSchema>(
  schema: S,
  line: string,
): v.InferOutput<S> | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = v.safeParse(schema, json);
  return parsed.success ? parsed.output : null;
}
