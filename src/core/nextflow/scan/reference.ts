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

/** One place in a pipeline's source that names a secret. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** As written, which may be no legal name; null where only a run can tell (`secrets[n]`). */
  readonly name: string | null;
  /** The name without its quotes; of a dynamic reference the expression that stands for it. */
  readonly span: Span;
  readonly use: ReferenceUse;
  readonly place: ReferencePlace;
}
