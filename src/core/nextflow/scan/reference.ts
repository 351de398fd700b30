import type { Span } from '../groovy/span.ts';

/** `property`: `secrets.X`; `directive`: a process's `secret 'X'`; `configDirective`: `process.secret`. */
export type ReferenceKind = 'property' | 'directive' | 'configDirective';

/**
 * What a run does where the secret is missing.
 * - `required`: a property is null, and the text `null` goes on; a directive fails at submission.
 * - `conditional`: only on some paths through the code (`secret params.x ? 'A' : 'B'`).
 * - `optional`: the code asks first whether it is there (`secrets.X ?: ''`, `if (secrets.X)`).
 */
export type ReferenceUse = 'required' | 'conditional' | 'optional';

/** Where in a pipeline a reference stands. */
export type ReferencePlace =
  | { readonly kind: 'script' }
  | { readonly kind: 'config' }
  /** In a process body. `script`: inside the text of its task script, so the value lands in `.command.sh`. */
  | { readonly kind: 'process'; readonly process: string; readonly script: boolean }
  /** A config selector (`withName: 'ALIGN'`, `withLabel: 'big'`), or null for all processes. */
  | { readonly kind: 'selector'; readonly selector: string | null };

/**
 * Why the run ends where the secret is missing.
 * - `error`: the code says so itself; `text` is what it says, null where only a run can tell.
 * - `member`: null has no such method or member; `text` is it.
 * - `operator`: null is no operand of `text`, say `-`, `[]` or `as int`.
 * - `argument`: null is no argument of `text`.
 * - `parameter`: the parameter `text` needs a value.
 * - `includeConfig`: no config is found.
 * - `no-file`: there is no file `text`.
 * - `empty-list`: the directive is given a list of none.
 */
export interface Ending {
  readonly kind:
    | 'error'
    | 'member'
    | 'operator'
    | 'argument'
    | 'parameter'
    | 'includeConfig'
    | 'no-file'
    | 'empty-list';
  readonly text: string | null;
  /** Whether it does so only on some paths through the code. */
  readonly sometimes: boolean;
}

/**
 * Where the value comes to stand for others to read: the script of a task, what Nextflow wraps
 * around it, what a run prints, a file of the pipeline's own.
 */
export type LeakPlace = 'script' | 'wrapper' | 'output' | 'file';

/** One place in a pipeline's source that names a secret. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** As written, which may be no legal name; null where only a run can tell (`secrets[n]`). */
  readonly name: string | null;
  /** Of a name that only params are missing of, its texts and params in turn: see `paramsText`. */
  readonly written?: readonly string[];
  /** The name without its quotes; of a dynamic reference the expression that stands for it. */
  readonly span: Span;
  readonly use: ReferenceUse;
  readonly place: ReferencePlace;
  /** Whether it stands where Nextflow has no secrets, so that nothing is read. */
  readonly unread?: true;
  /**
   * Whether it is conditional in its file alone, by a profile or a label: which profiles a run takes
   * and which of its processes have a label, the model of the run tells.
   */
  readonly byLaunch?: true;
  /** Absent where the run goes on without the secret, or fails as a directive does. */
  readonly ending?: Ending;
  /** Where the value goes from here by way of variables and functions, sorted. */
  readonly leaks?: readonly LeakPlace[];
}
