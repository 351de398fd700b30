import type { Span } from '../../groovy/span.ts';

/** What a bracket, block or string means for the references inside it. */
export interface Frame {
  readonly kind:
    | 'file'
    /** The body of a process; `section` is the label that was passed last. */
    | 'process'
    | 'workflow'
    /** A block of an `if`, in which directives may stand. */
    | 'branch'
    /** The condition of an `if`. */
    | 'condition'
    /** The parameters of a function, a loop or a `catch`, which their block sees. */
    | 'parameters'
    /** Names that are declared for the rest of the block around: `def (a, b)`, `val(a)`. */
    | 'declaration'
    /** A string or what is interpolated in it, a block, any other bracket. */
    | 'other';
  section: string | null;
  /** The file or block around, which a declaration in here holds for; null of a block itself. */
  readonly home: Frame | null;
  /** The condition around, or null. */
  readonly condition: Frame | null;
  readonly outer: Frame | null;
  /** Whether `secrets` is a variable of the pipeline's own from here to the end of the frame. */
  shadowed: boolean;
  /** Whether the frame is reached only on some paths. */
  readonly conditional: boolean;
  /** Whether it is in a `try`, which an error does not leave, or may never be run. */
  tried: boolean;
  /** What a handler is given to that finds no `secrets`, where this is in one; else null. */
  readonly handler: Span | null;
  /** Whether it is text of a task's script, or interpolated there. */
  readonly taskText: boolean;
  /** Names whose absence the code takes care of, to the end of the frame. */
  guards: string[];
  /** The same, to the end of the statement. */
  statementGuards: string[];
  /** Whether a `?` or `&&` stands before, in this statement. */
  statementConditional: boolean;
}

/** A frame inside another, which it inherits from what it does not change. */
export function innerFrame(outer: Frame | null, own: Partial<Frame>): Frame {
  return {
    kind: 'other',
    section: null,
    outer,
    home: outer?.home ?? outer,
    condition: conditionAround(outer),
    ...inherited(outer),
    guards: [],
    statementGuards: [],
    statementConditional: false,
    ...own,
  };
}

function inherited(outer: Frame | null) {
  const { shadowed = false, tried = false, handler = null, taskText = false } = outer ?? {};
  const { conditional = false, statementConditional = false } = outer ?? {};
  return { shadowed, tried, handler, taskText, conditional: conditional || statementConditional };
}

function conditionAround(outer: Frame | null): Frame | null {
  return outer?.kind === 'condition' ? outer : (outer?.condition ?? null);
}
