import type { Span } from '../groovy/span.ts';

/** One piece of a text to replace; an empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/**
 * What is written of secrets and does not do what it seems to do, whether they are there or not
 * (seen on Nextflow 24.10.0).
 * - `not-a-list`: a task wants a list of names, and is given a text or a map; it fails.
 * - `empty-list`: a directive does not take a list of none.
 * - `misspelt-directive`: `secrets`, `sercet`, or the like, for `secret`.
 * - `misplaced-directive`: outside of a process, or in its script.
 * - `no-directive`: `secret['X']`, `secret: 'X'`, and other forms that are no directive.
 * - `unquoted-name`: `secret X`, which is a variable that nothing sets.
 * - `value-as-name`: `secret secrets.X`, which takes the value for a name, and tells it in its error.
 * - `no-setting`: `secret 'X'` without an equals sign, which sets nothing in a config.
 * - `no-scope`: configs have no scope `secrets`.
 * - `no-selector`: `process.ALIGN.secret`, `withName('ALIGN') {…}`, a selector outside of `process`
 *   or in another: they select no process.
 * - `empty-at-first`: newer versions read a config first with every secret empty.
 * - `never-in`: `'X' in secrets` is always false.
 * - `no-method`: `secrets` is no map, and has no `get`, `containsKey` or `keySet`.
 * - `not-a-map`: `[*secrets]`, `secrets + …`, `secrets[0]`: it is no map, no list and no number.
 * - `read-only`: `secrets.X = …`, which it does not take.
 * - `not-in-handler`: what a workflow gives to `workflow.onComplete` has no `secrets`.
 * - `not-in-class`: a class of `lib` has no `secrets`.
 * - `older-syntax`: the strict parser of newer versions refuses it; only those who know which parser
 *   is in force tell of it.
 */
export interface Misuse {
  readonly kind:
    | 'not-a-list'
    | 'empty-list'
    | 'misspelt-directive'
    | 'misplaced-directive'
    | 'no-directive'
    | 'unquoted-name'
    | 'value-as-name'
    | 'no-setting'
    | 'no-scope'
    | 'no-selector'
    | 'empty-at-first'
    | 'never-in'
    | 'no-method'
    | 'not-a-map'
    | 'read-only'
    | 'not-in-handler'
    | 'not-in-class'
    | 'older-syntax';
  /** Of `older-syntax`: what is older. */
  readonly older?: OlderForm;
  readonly span: Span;
  /** The secret that is meant; empty where none is named. */
  readonly name: string;
  /** Whether a run fails of it. */
  readonly fails: boolean;
  /** What would do it; empty where only its author can tell. */
  readonly edits: readonly Edit[];
}

/**
 * What the strict parser refuses.
 * - `in-section`: a directive after `input:` or `output:`.
 * - `in-branch`: a directive in an `if`.
 * - `assigned`: a directive with an equals sign.
 * - `on-brace-line`: a directive on the line of its process's brace.
 * - `no-label`: a task's text without `script:` beside a directive.
 * - `member`: `secrets."${n}"`, `secrets.('A')`, `secrets?['A']`.
 * - `owner`: `this.secrets`, `owner.secrets`, `binding.secrets`.
 * - `slashy`: an expression in `/…/` or `$/…/$`.
 * - `lazy`: `"${-> secrets.A}"`.
 * - `comment`: a comment between `secret` and a name, or in `"${…}"`.
 * - `dollar`: a name in `$/…/$`.
 * - `cast`: `(int) secrets.A`.
 * - `list`: in a config, `process.secret += ['A']` and other changes of a list.
 */
export type OlderForm =
  | 'in-section'
  | 'in-branch'
  | 'assigned'
  | 'on-brace-line'
  | 'no-label'
  | 'member'
  | 'owner'
  | 'slashy'
  | 'lazy'
  | 'comment'
  | 'dollar'
  | 'cast'
  | 'list';
