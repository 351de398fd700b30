/** How many expressions may stand in each other; beyond it one counts as unreadable. */
export const deepest = 200;

interface Common {
  /** How many expressions stand in each other from here on. */
  readonly depth: number;
  /** Offset of the name that is read, or of the first token. */
  readonly start: number;
}

/** What a script computes, as far as it matters to where values go. */
export type Expression = Common &
  (
    | { readonly kind: 'name'; readonly text: string }
    | { readonly kind: 'null' }
    /** A number, a truth value, a text without anything in it; `truth` as Groovy takes it. */
    | {
        readonly kind: 'constant';
        readonly truth: boolean;
        readonly text: string | null;
        readonly boolean?: true;
        /** Of a number, how it is written. */
        readonly number?: string;
      }
    /** A text with expressions in it; `interpolations` are those of `!{…}`, which a `shell:` block has. */
    | {
        readonly kind: 'text';
        readonly parts: readonly Expression[];
        readonly interpolations: readonly Expression[];
        /** Whether nothing stands beside its one expression. */
        readonly alone?: boolean;
        /** What stands there, with `unknownPiece` for each of its parts. */
        readonly written: string;
      }
    /** `a.b`, `a?.b`; the name is null where it is computed. */
    | {
        readonly kind: 'member';
        readonly object: Expression;
        readonly name: string | null;
        readonly safe: boolean;
      }
    | {
        readonly kind: 'index';
        readonly object: Expression;
        readonly key: Expression;
        readonly safe: boolean;
      }
    | {
        readonly kind: 'call';
        readonly callee: Expression;
        readonly args: readonly Argument[];
      }
    | { readonly kind: 'list'; readonly items: readonly Argument[] }
    | { readonly kind: 'closure'; readonly params: readonly string[]; readonly body: Block }
    | { readonly kind: 'not'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: string;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'choice';
        /** Null of `a ?: b`, which asks the value itself. */
        readonly test: Expression | null;
        readonly yes: Expression;
        readonly no: Expression;
      }
    /** What is not understood, with what was read of it. */
    | { readonly kind: 'other'; readonly parts: readonly Expression[] }
  );

/** One argument, element or entry; `name` is its key where it has a plain one. */
export interface Argument {
  readonly name: string | null;
  readonly value: Expression;
}

/** Statements in their order. */
export interface Block {
  readonly statements: readonly Statement[];
  readonly depth: number;
  /**
   * Whether its text has this piece. A block of a file's top level knows it, and is read only once
   * somebody asks for its statements: most have nothing of a secret.
   */
  readonly has?: (piece: string) => boolean;
  /** The words of its text, of which names consist. */
  readonly words?: ReadonlySet<string>;
}

/** A block that holds nothing. */
export const noBlock: Block = { statements: [], depth: 0 };

/** What a script does, one statement at a time. */
export type Statement =
  | { readonly kind: 'expression'; readonly value: Expression }
  | {
      readonly kind: 'assign';
      readonly targets: readonly Expression[];
      /** `=`, `+=`, `<<=`, … */
      readonly operator: string;
      readonly declares: boolean;
      /** Whether a type in front of it says that it may be null: `String? = …`. */
      readonly optional: boolean;
      readonly value: Expression;
    }
  | {
      readonly kind: 'if';
      readonly test: Expression;
      readonly yes: Block;
      readonly no: Block | null;
    }
  | { readonly kind: 'assert'; readonly test: Expression; readonly message: Expression | null }
  | { readonly kind: 'return' | 'throw'; readonly value: Expression | null }
  | {
      readonly kind: 'loop';
      readonly over: Expression | null;
      readonly item: string | null;
      readonly body: Block;
    }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Block }
  | {
      readonly kind: 'try';
      readonly body: Block;
      readonly catches: readonly Block[];
      /** The types that each of them is for; none where it is for all. */
      readonly caught: readonly (readonly string[])[];
      readonly last: Block | null;
    }
  | { readonly kind: 'block'; readonly body: Block }
  /** `script:`, `main:` */
  | { readonly kind: 'label'; readonly name: string; readonly start: number }
  | {
      readonly kind: 'definition';
      readonly of: 'process' | 'workflow' | 'function';
      readonly name: string | null;
      readonly params: readonly string[];
      /** What each parameter is where a call does not give it. */
      readonly defaults?: readonly (Expression | null)[];
      readonly body: Block;
    };
