import { definitionsOf } from '../flow/definitionsOf.ts';
import { type RunSurroundings, Walk } from '../flow/followValues.ts';
import type { Definition, Elsewhere } from '../flow/state/context.ts';
import { Fates } from '../flow/state/fates.ts';
import type { Stretch } from '../flow/state/referencesByStart.ts';
import type { Value } from '../flow/state/value.ts';
import type { Inputs } from '../flow/tasks/isSureChannel.ts';
import type { Span } from '../groovy/span.ts';
import type { Reference } from '../scan/reference.ts';
import type { Block, Expression } from '../syntax/syntax.ts';
import { RunValues } from './runValues.ts';

/** A file of a run. */
export interface RunFile {
  readonly stretches: readonly Stretch[];
}

/** A script of a run. */
export interface RunScript extends RunFile {
  /** What it includes, by the name under which it does. */
  readonly imports: ReadonlyMap<string, Imported>;
  readonly isReached: (of: Definition['of'], name: string | null) => boolean;
}

/** A definition of another script. */
export interface Imported {
  readonly name: string;
  readonly from: RunScript;
}

/** A setting that a run reads, and the config that has it; null where a launch gives it. */
export interface RunSetting {
  readonly path: readonly string[];
  readonly span: Span;
  readonly file: RunFile | null;
}

/** What a run of an entry script reads. */
export interface FilesOfRun<Setting extends RunSetting> {
  readonly configs: readonly RunFile[];
  /** In the order in which the last wins. */
  readonly settings: readonly Setting[];
  /** The entry script first. */
  readonly scripts: readonly RunScript[];
  readonly workflow: string | null;
  /** Files of `lib`, which hold classes. */
  readonly classes: readonly RunFile[];
  /** Whether all that the run reads is known. */
  readonly complete: boolean;
  /** The settings that decide on `task.ext` of a process. */
  readonly extensions: (
    script: RunScript,
    process: string,
    settings: readonly Setting[],
  ) => readonly Setting[];
}

/**
 * What becomes of the values of a run's secrets across its files: by way of parameters, of
 * `task.ext`, of what modules are called with, and of the classes in `lib`. Of each reference that
 * this says more of than its own file does, what it says.
 */
export function followRun<Setting extends RunSetting>(
  run: FilesOfRun<Setting>,
): ReadonlyMap<Reference, Reference> {
  const walks = new RunWalks(run);
  walks.run();
  return walks.different;
}

class RunWalks<Setting extends RunSetting> {
  readonly #run: FilesOfRun<Setting>;
  readonly #fates = new Fates();
  readonly #shared = new RunValues();
  readonly #configs = new Map<RunFile, Walk>();
  readonly #scripts = new Map<RunScript, Walk>();
  readonly #classes = new Map<string, Elsewhere>();
  readonly #extSettings: readonly Setting[];
  /** Whether a config reads a secret. */
  readonly #isInConfigs: boolean;

  constructor(run: FilesOfRun<Setting>) {
    this.#run = run;
    this.#extSettings = run.settings.filter(({ path }) => path.includes('ext'));
    this.#isInConfigs = run.configs.some(({ stretches }) =>
      stretches.some(({ references }) => references.some(({ kind }) => kind === 'property')),
    );
  }

  run(): void {
    const { configs, classes, scripts, workflow, settings } = this.#run;
    for (const config of configs) {
      this.#configs.set(config, new Walk(config.stretches, 'config', false, this.#around()));
    }
    [...this.#configs.values()].forEach(walk => {
      walk.loose();
    });
    for (const setting of settings.filter(({ path }) => path[0] === 'params')) {
      this.#shared.fix(setting.path.join('.'), this.#given(setting));
    }
    classes.forEach(file => {
      this.#readClasses(file);
    });
    scripts.forEach(script => this.#walk(script));
    scripts.forEach(script => {
      this.#walk(script).loose();
    });
    const [entry] = scripts;
    if (entry) {
      this.#walk(entry).workflow(workflow);
    }
    scripts.forEach(script => {
      this.#walk(script).rest();
      this.#walk(script).doubt();
    });
  }

  /** The references of which more is known than before. */
  get different(): ReadonlyMap<Reference, Reference> {
    const { configs, scripts, classes } = this.#run;
    const found = new Map<Reference, Reference>();
    for (const file of [...configs, ...scripts, ...classes]) {
      for (const reference of file.stretches.flatMap(({ references }) => references)) {
        if (this.#fates.has(reference)) {
          found.set(reference, this.#merged(reference));
        }
      }
    }
    return found;
  }

  #merged(reference: Reference): Reference {
    const { kind, name, span, use, place } = reference;
    if (kind !== 'property') {
      const leaks = new Set([...(reference.leaks ?? []), ...this.#fates.leaksOf(reference)]);
      const { use: ofRun } = this.#fates.of(reference);
      return { ...reference, use: ofRun, leaks: [...leaks].sort() };
    }
    if (this.#run.complete) {
      return this.#fates.of(reference, { kind, name, span, use, place });
    }
    const { ending: own, leaks: before = [] } = reference;
    const ofRun = this.#fates.of(reference);
    const ending = own && !own.sometimes ? own : ofRun.ending;
    const leaks = [...new Set([...before, ...this.#fates.leaksOf(reference)])].sort();
    return {
      ...{ kind, name, span, place: ofRun.place },
      use: own && ending === own ? use : ofRun.use,
      ...(ending && { ending }),
      ...(leaks.length > 0 && { leaks }),
    };
  }

  /** Whether the run comes to a definition for certain; true where its entry workflow is not known. */
  #isSure(definition: Definition, inputs: Inputs): boolean {
    const [entry] = this.#run.scripts;
    const surely = entry && this.#walk(entry).surely(this.#run.workflow, inputs);
    return surely?.has(definition) !== false;
  }

  #around(own: Partial<RunSurroundings> = {}): RunSurroundings {
    return {
      fates: this.#fates,
      shared: this.#shared,
      elsewhere: new Map(),
      extensions: () => new Map(),
      isReached: () => true,
      isSure: (definition, inputs) => this.#isSure(definition, inputs),
      ...own,
    };
  }

  #walk(script: RunScript): Walk {
    const known = this.#scripts.get(script);
    if (known) {
      return known;
    }
    const elsewhere = new Map(this.#classes);
    const walk = new Walk(
      script.stretches,
      'script',
      false,
      this.#around({
        elsewhere,
        extensions: process => this.#extensions(script, process),
        isReached: ({ of, name }) => script.isReached(of, name),
      }),
    );
    this.#scripts.set(script, walk);
    for (const [as, { name, from }] of script.imports) {
      const found = this.#definition(from, name, [script]);
      if (found) {
        elsewhere.set(as, found);
      }
    }
    return walk;
  }

  /** A definition of a script, or of one that it only passes on. */
  #definition(script: RunScript, name: string, seen: readonly RunScript[]): Elsewhere | null {
    if (seen.includes(script)) {
      return null;
    }
    const further = script.imports.get(name);
    return (
      this.#walk(script).definition(name) ??
      (further ? this.#definition(further.from, further.name, [...seen, script]) : null)
    );
  }

  #extensions(script: RunScript, process: string): ReadonlyMap<string, Value> {
    const found = new Map<string, Value>();
    for (const setting of this.#run.extensions(script, process, this.#ext())) {
      const value = this.#given(setting);
      if (setting.path.at(-1) === 'ext') {
        value.entries?.forEach((each, key) => found.set(key, each));
      } else {
        found.set(setting.path.at(-1) ?? '', value);
      }
    }
    return found;
  }

  /** The settings of `ext`; none where none can tell anything of a secret. */
  #ext(): readonly Setting[] {
    return this.#isInConfigs || this.#shared.isNotable ? this.#extSettings : [];
  }

  #given({ file, span }: RunSetting): Value {
    return (file && this.#configs.get(file)?.setting(span)) ?? RunValues.unknown;
  }

  /** The static methods of a file's classes, as `Name.method`. */
  #readClasses({ stretches }: RunFile): void {
    for (const { block, references } of stretches) {
      for (const [name, body] of classesIn(block)) {
        const walk = new Walk([{ block: body, references }], 'script', false, this.#around());
        for (const each of definitionsOf(body)) {
          const found = walk.definition(each.name ?? '');
          if (found) {
            this.#classes.set(`${name}.${each.name ?? ''}`, found);
          }
        }
      }
    }
  }
}

/** `class Name extends Other { … }` reads as calls in each other. */
function classesIn({ statements }: Block): readonly (readonly [string, Block])[] {
  return statements.flatMap(statement => {
    let call = statement.kind === 'expression' ? statement.value : null;
    if (call?.kind !== 'call' || call.callee.kind !== 'name' || call.callee.text !== 'class') {
      return [];
    }
    let name: string | null = null;
    while (call?.kind === 'call') {
      const [first] = call.args;
      name ??= first ? nameOf(first.value) : null;
      const last: Expression | undefined = call.args.at(-1)?.value;
      if (last?.kind === 'closure') {
        return name === null ? [] : [[name, last.body] as const];
      }
      call = last ?? null;
    }
    return [];
  });
}

function nameOf(expression: Expression): string | null {
  return expression.kind === 'name'
    ? expression.text
    : expression.kind === 'call' && expression.callee.kind === 'name'
      ? expression.callee.text
      : null;
}
