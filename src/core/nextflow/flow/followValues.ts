import type { Span } from '../groovy/span.ts';
import type { Reference } from '../scan/reference.ts';
import type { Block } from '../syntax/syntax.ts';
import { declareInputs } from './declareInputs.ts';
import { definitionsOf, looseAround, looseIn } from './definitionsOf.ts';
import { evaluate } from './evaluate.ts';
import { Relevance, showingWords } from './relevance.ts';
import { isApart, isSame, type Names, namesOf, remembered, type Unit } from './remembered.ts';
import { runBlock } from './runBlock.ts';
import type { Context, Definition, Elsewhere } from './state/context.ts';
import { Fates } from './state/fates.ts';
import { firstPath, inner, type Path, type SharedValues } from './state/path.ts';
import {
  isDeclaration,
  isProperty,
  ReferencesByStart,
  type Stretch,
} from './state/referencesByStart.ts';
import { nothing, type Value } from './state/value.ts';
import type { Inputs } from './tasks/isSureChannel.ts';
import { mayBeSkipped } from './tasks/mayBeSkipped.ts';
import { requireOutputs } from './tasks/requireOutputs.ts';
import { showTask } from './tasks/showTask.ts';
import { surelyRun } from './tasks/surelyRun.ts';

/** How many calls of functions are followed from each definition of a file. */
const calls = 100;

/**
 * The references of a file, which consists of stretches, with what becomes of their values: where
 * the run ends without one, and where it comes to stand by way of variables, functions and inputs of
 * this file; and whether a run comes to the processes that declare them. With `again` the definitions
 * that have nothing to do with others are remembered, and not followed again while they are the same
 * objects.
 */
export function followValues(
  stretches: readonly Stretch[],
  kind: 'script' | 'config',
  again = false,
): readonly (readonly Reference[])[] {
  const hasValues = stretches.some(isOfValues);
  if (!hasValues && !stretches.some(({ references }) => references.some(isDeclaration))) {
    return stretches.map(({ references }) => references);
  }
  const walk = new Walk(stretches, kind, again);
  if (hasValues) {
    walk.run();
  }
  walk.doubt();
  return stretches.map(stretch => walk.followed(stretch));
}

/** Whether something may become of the value of a secret in a stretch. */
function isOfValues({ block, references }: Stretch): boolean {
  return (
    references.some(isProperty) ||
    (references.some(isDeclaration) && showingWords.some(word => block.has?.(word) !== false))
  );
}

/** References with what became of their values, and whether more than what stands apart had to do with it. */
interface FollowedReferences {
  readonly apart: readonly Fates[];
  readonly mixed: boolean;
  readonly followed: readonly Reference[];
}

const lastFollowed = new WeakMap<readonly Reference[], FollowedReferences>();

/** Whether the same has become of a reference. */
function isAlike(a: Reference, b: Reference): boolean {
  return (
    a === b ||
    (a.use === b.use &&
      a.ending?.kind === b.ending?.kind &&
      a.ending?.text === b.ending?.text &&
      a.ending?.sometimes === b.ending?.sometimes &&
      a.leaks?.join() === b.leaks?.join())
  );
}

/** What a file of a run has in common with the others. */
export interface RunSurroundings extends Pick<Context, 'elsewhere' | 'extensions'> {
  readonly fates: Fates;
  readonly shared: SharedValues;
  /** Whether the run may come to it. */
  readonly isReached: (definition: Definition) => boolean;
  /** Whether it comes to it for certain. */
  readonly isSure: (definition: Definition, inputs: Inputs) => boolean;
}

/** A walk through a file: by itself, or as one of the files of a run. */
export class Walk {
  readonly #stretches: readonly Stretch[];
  readonly #definitions: readonly Definition[];
  readonly #sure = new Map<Inputs, ReadonlySet<Definition> | null>();
  readonly #names: Names | null;
  readonly #path: Path;
  readonly #surroundings: RunSurroundings | null;
  readonly #context: Context;
  /** What happens by way of the whole file, and in what stands apart. */
  readonly #fates: Fates;
  readonly #apart = new Map<Block, Fates[]>();

  constructor(
    stretches: readonly Stretch[],
    kind: Context['kind'],
    again: boolean,
    surroundings: RunSurroundings | null = null,
  ) {
    this.#stretches = stretches;
    this.#surroundings = surroundings;
    this.#path = firstPath(surroundings?.shared);
    this.#fates = surroundings?.fates ?? new Fates();
    const definitions = stretches.flatMap(({ block }) => definitionsOf(block));
    this.#definitions = definitions;
    this.#names = again ? namesOf(definitions) : null;
    const { scope } = this.#path;
    const relevance = new Relevance(definitions, scope.carriers);
    const context: Context = {
      kind,
      fates: this.#fates,
      references: new ReferencesByStart(stretches),
      definitions: new Map(definitions.map(each => [each.name ?? '', each])),
      elsewhere: surroundings?.elsewhere ?? new Map(),
      extensions: surroundings?.extensions ?? (() => new Map()),
      settings: new Map(),
      ofRun: surroundings !== null,
      inputs: new Map(),
      active: new Set(),
      called: new Set(),
      budget: calls,
      results: new WeakMap(),
      evaluate: (expression, path) => evaluate(expression, path, context),
      matters: inside => surroundings !== null || relevance.matters(inside),
      run: (inside, path) => runBlock(inside, path, context),
    };
    this.#context = context;
  }

  run(): void {
    this.loose();
    this.workflow(null);
    this.rest();
  }

  /** A definition of this file as others call it; null where it has none of that name. */
  definition(name: string): Elsewhere | null {
    const definition = this.#context.definitions.get(name);
    return definition ? { definition, context: this.#context, scope: this.#path.scope } : null;
  }

  /** What a setting of a config is given, whose value stands there. */
  setting({ start, end }: Span): Value {
    const [, given = nothing] =
      [...this.#context.settings].find(([at]) => start <= at && at < end) ?? [];
    return given;
  }

  /** The workflow that a run begins with. */
  workflow(entry: string | null): void {
    this.#each('workflow', ({ name, body }) => name === entry && this.#context.matters(body));
    this.#context.called.add(entry ?? '');
  }

  /** What nothing has called so far, and processes with what they were given. */
  rest(): void {
    this.#each('workflow', ({ name, body }) => {
      const followed = name === null || this.#context.called.has(name);
      return !followed && this.#context.matters(body);
    });
    this.#each('process', definition => {
      const given = this.#given(definition).flat();
      return given.some(({ texts }) => texts.size > 0) || this.#context.matters(definition.body);
    });
    this.#each('function', ({ name, body }) => {
      return !this.#context.called.has(name ?? '') && this.#context.matters(body);
    });
  }

  /** What a process declares that a run may start no task of is asked for on some paths alone. */
  doubt(): void {
    for (const definition of this.#definitions) {
      const isProcess = definition.of === 'process';
      const declared = isProcess ? this.#context.references.declaredBy(definition.name ?? '') : [];
      if (declared.length > 0 && !this.#startsTasks(definition)) {
        this.#fates.doubt(declared);
      }
    }
  }

  /** Whether a run on any input at all starts tasks of a process. */
  #startsTasks(definition: Definition): boolean {
    return this.#isSure(definition, 'some') && !mayBeSkipped(definition, 'some');
  }

  /** The references of a stretch with all that has happened. */
  followed({ block, references }: Stretch): readonly Reference[] {
    const apart = this.#apart.get(block) ?? [];
    const mixed = !this.#fates.isEmpty && references.some(each => this.#fates.has(each));
    const known = lastFollowed.get(references);
    if (known && !mixed && !known.mixed && isSame(known.apart, apart)) {
      return known.followed;
    }
    const found = [...apart, this.#fates];
    const followed = references.map((reference, at) => {
      const made = Fates.of(reference, found);
      const before = known?.followed[at];
      return before && isAlike(before, made) ? before : made;
    });
    const kept = known && isSame(known.followed, followed) ? known.followed : followed;
    if (this.#names) {
      lastFollowed.set(references, { apart, mixed, followed: kept });
    }
    return kept;
  }

  /** The statements between definitions, up to one that ends the run. */
  loose(): void {
    for (const { block, references } of this.#stretches) {
      const statements = looseIn(block);
      const unit = { key: block, words: block.words, references, certain: true };
      this.#path.section = null;
      const goesOn =
        statements.length === 0 ||
        this.#follow(unit, block, true, () => {
          const { ends } = this.#context.run({ statements, depth: 0 }, this.#path);
          return ends === undefined;
        });
      if (!goesOn) {
        return;
      }
    }
  }

  #each(of: Definition['of'], matters: (definition: Definition) => boolean): void {
    for (const { block, references } of this.#stretches) {
      for (const definition of definitionsOf(block)) {
        const isReached = this.#surroundings?.isReached(definition) !== false;
        if (definition.of === of && isReached && matters(definition)) {
          const { words } = definition.body;
          const certain = this.#isSure(definition);
          const unit = { key: definition, words, references, certain };
          const given = this.#given(definition).flat();
          const alone = given.every(({ texts }) => texts.size === 0);
          this.#follow(unit, block, alone, () => {
            this.#runOne(definition, certain);
            return true;
          });
        }
      }
    }
  }

  /**
   * Follows a unit of a stretch, from memory where nothing outside makes a difference to it, and
   * tells whether the run goes on.
   */
  #follow(unit: Unit, block: Block, alone: boolean, run: () => boolean): boolean {
    this.#context.budget = calls;
    if (this.#names === null || !alone || !isApart(unit, this.#names, this.#path)) {
      return run();
    }
    const { fates, goesOn } = remembered(unit, this.#names, this.#path, this.#context, run);
    if (!fates.isEmpty) {
      this.#apart.set(block, [...(this.#apart.get(block) ?? []), fates]);
    }
    return goesOn;
  }

  /** Whether a run comes to a definition for certain; true of those of a script with no entry workflow. */
  #isSure(definition: Definition, inputs: Inputs = 'any'): boolean {
    return (
      this.#surroundings?.isSure(definition, inputs) ??
      this.surely(null, inputs)?.has(definition) !== false
    );
  }

  /**
   * What every run comes to that begins with a workflow of this file, always the same one; null where
   * it has no such workflow.
   */
  surely(entry: string | null, inputs: Inputs): ReadonlySet<Definition> | null {
    let sure = this.#sure.get(inputs);
    if (sure === undefined) {
      const workflow = this.#definitions.find(
        ({ of, name }) => of === 'workflow' && name === entry,
      );
      const blocks = this.#stretches.map(({ block }) => block);
      const loose = workflow && looseAround(workflow, blocks);
      sure = loose ? surelyRun(workflow, loose, this.#context, inputs) : null;
      this.#sure.set(inputs, sure);
    }
    return sure;
  }

  #given({ of, name }: Definition): readonly (readonly Value[])[] {
    return of === 'process' ? (this.#context.inputs.get(name ?? '') ?? []) : [];
  }

  #runOne(definition: Definition, certain: boolean): void {
    const { of, params, body } = definition;
    const path = certain ? this.#path : inner(this.#path, { certain: false });
    if (of === 'process') {
      runProcess(definition, this.#given(definition), path, this.#context);
      return;
    }
    const inside = of === 'workflow' ? of : null;
    const into = inner(path, { inside, returned: [] });
    params.forEach(param => {
      into.scope.declare(param, nothing);
    });
    this.#context.run(body, into);
  }
}

/** A process with what the file's workflows call it with. */
function runProcess(
  definition: Definition,
  given: readonly (readonly Value[])[],
  outer: Path,
  context: Context,
): void {
  const { name, body } = definition;
  const path = inner(outer, { inside: 'process', section: null, returned: [] });
  for (const [key, value] of context.extensions(name ?? '')) {
    path.scope.declare(`task.ext.${key}`, value);
  }
  declareInputs(body, given, path, context);
  showTask(definition, context);
  context.run(body, path);
  requireOutputs(body, path, context);
}
