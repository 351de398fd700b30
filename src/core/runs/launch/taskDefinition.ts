import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { type LaunchOptions, plainOptions } from './launchOptions.ts';

/** A task of the type `nextflow-secrets` in `tasks.json`: a launch without a question. */
const taskSchema = v.object({
  /** Relative to the workspace folder, or absolute. */
  script: v.optional(v.string(), 'main.nf'),
  profiles: v.optional(v.array(v.string()), []),
  paramsFile: v.optional(v.nullable(v.string()), null),
  arguments: v.optional(v.array(v.string()), []),
  resume: v.optional(v.boolean(), false),
  stub: v.optional(v.boolean(), false),
  /** What to do where a secret is missing without which something breaks. */
  onMissing: v.optional(v.picklist(['run', 'stop']), 'run'),
});
export type TaskDefinition = v.InferOutput<typeof taskSchema>;

/** A task as somebody wrote it, or what is wrong with it in words. */
export function parseTask(definition: unknown): TaskDefinition | string {
  const parsed = v.safeParse(taskSchema, definition);
  if (parsed.success) {
    return parsed.output;
  }
  const [issue] = parsed.issues;
  const part = v.getDotPath(issue) ?? l10n.t('the task');
  return l10n.t('“{0}” is not valid: {1}', part, issue.message);
}

/** The options of a task's launch; `place` makes a path absolute. */
export function taskOptions(
  { script, profiles, paramsFile, resume, stub, arguments: words }: TaskDefinition,
  place: (path: string) => string,
): LaunchOptions {
  return {
    ...plainOptions(place(script)),
    profiles,
    paramsFile: paramsFile === null ? null : place(paramsFile),
    resume,
    stub,
    extraArguments: words,
  };
}
