import type { FileAnalysis } from '../nextflow/files/analyse.ts';
import type { Span } from '../nextflow/groovy/span.ts';
import { TokenList } from '../nextflow/groovy/tokenList.ts';
import type { Reference } from '../nextflow/scan/reference.ts';
import type { ProcessBlock } from '../nextflow/scan/scriptBlocks.ts';
import { isSelected } from '../runs/backends/isSelected.ts';
import { declares } from '../runs/backends/processSecrets.ts';
import { ProcessNames } from './processNames.ts';
import { interpreterOf, type SourceText, sourceTexts, templatesOf } from './sourceTexts.ts';
import { type ScriptLanguage, type VariableUse, variableUses } from './variableUses.ts';

/** A file of a pipeline as it stands. */
export interface PipelineText {
  readonly uri: string;
  readonly text: string;
  readonly analysis: Pick<FileAnalysis, 'references' | 'processes' | 'includes'>;
}

/** A place that has a secret's name. */
export interface SecretPlace {
  readonly uri: string;
  readonly span: Span;
  /** Whether it is the secret for certain; else somebody has to look. */
  readonly sure: boolean;
}

/** A template that a process fills in for its script: `template 'align.sh'`. */
export interface UsedTemplate {
  /** URI of the script of the process. */
  readonly script: string;
  readonly name: string;
  /** Whether every process that fills in one of that name is given the secret. */
  readonly sure: boolean;
}

/** Where the code of a pipeline has a secret. */
export interface SecretPlaces {
  /** By file, in document order. */
  readonly places: readonly SecretPlace[];
  /** Templates of the processes that are given it, whose text nobody has read yet. */
  readonly templates: readonly UsedTemplate[];
  /** The processes that are given it as a variable, and the files that have them. */
  readonly given: readonly { readonly uri: string; readonly process: ProcessBlock }[];
  /** Names of those that do not name it: a program of theirs may read it. */
  readonly silent: readonly string[];
}

/**
 * Where the code of a pipeline names a secret, and where the scripts of the processes that declare
 * it have its variable.
 */
export function placesOfSecret(files: readonly PipelineText[], name: string): SecretPlaces {
  const given = new Given(files, name);
  const read = files.map(file => placesInFile(file, name, given));
  const templates = read.flatMap(({ templates }) => templates);
  return {
    places: read.flatMap(({ places }) => places),
    templates: templates
      .filter(({ sure }) => sure)
      .map(template => ({
        ...template,
        sure: templates.every(other => other.name !== template.name || other.sure),
      })),
    given: read.flatMap(({ given: processes }) => processes),
    silent: read.flatMap(({ silent }) => silent),
  };
}

/** The places of a script file, say of `bin`, that read the variable of a secret. */
export function placesInScript(
  uri: string,
  text: string,
  name: string,
  { template }: { readonly template: boolean },
): readonly VariableUse[] {
  const language = interpreterOf(text) ?? (isProgram.test(uri) ? 'program' : 'shell');
  const read: ScriptLanguage = template && language === 'shell' ? 'shell-template' : language;
  return [...variableUses(text, { start: 0, end: text.length }, name, read)];
}

const isProgram = /\.(?:py|r|rmd|pl|pm|rb|js|mjs|jl|php|lua)$/i;

/** Which processes are given a secret as a variable. */
class Given {
  /** Whether any is, or may be. */
  readonly any: boolean;
  /** Whether a selector takes none of the known processes: one of a module that nobody can tell. */
  readonly unresolved: boolean;
  readonly #names: ProcessNames;
  readonly #own: ReadonlyMap<string, readonly Reference[]>;
  readonly #selectors: readonly Reference[];

  constructor(files: readonly PipelineText[], name: string) {
    const of = ({ analysis }: PipelineText, kind: Reference['kind']): readonly Reference[] =>
      analysis.references.filter(reference => reference.name === name && reference.kind === kind);
    this.#own = new Map(files.map(file => [file.uri, of(file, 'directive')]));
    this.#selectors = files.flatMap(file => of(file, 'configDirective'));
    this.#names = new ProcessNames(new Map(files.map(({ uri, analysis }) => [uri, analysis])));
    this.any = this.#selectors.length > 0 || [...this.#own.values()].some(own => own.length > 0);
    this.unresolved = this.#selectors.some(
      ({ place }) =>
        place.kind === 'selector' &&
        !files.some(({ uri, analysis }) =>
          analysis.processes.some(process =>
            this.#called(uri, process).some(called => isSelected(place.selector, called)),
          ),
        ),
    );
  }

  /** Whether a process of a file is. */
  has(uri: string, process: ProcessBlock): boolean {
    const own = this.#own.get(uri) ?? [];
    return (
      own.some(reference => declares(reference, process)) ||
      this.#called(uri, process).some(called =>
        this.#selectors.some(reference => declares(reference, called)),
      )
    );
  }

  /** The process by each of its names, which selectors may have. */
  #called(uri: string, process: ProcessBlock): readonly ProcessBlock[] {
    return this.#names.of(uri, process.name).map(name => ({ ...process, name }));
  }
}

function placesInFile(
  { uri, text, analysis }: PipelineText,
  name: string,
  given: Given,
): SecretPlaces {
  const places = new Map<number, SecretPlace>();
  for (const { span } of analysis.references.filter(reference => reference.name === name)) {
    places.set(span.start, { uri, span, sure: true });
  }
  if (!given.any) {
    return { places: [...places.values()], templates: [], given: [], silent: [] };
  }
  const tokens = new TokenList(text);
  const naming = new Set<ProcessBlock>();
  for (const source of sourceTexts(text, tokens, analysis.processes)) {
    for (const { span, sure } of usesIn(text, source, name)) {
      const mine = source.process !== null && given.has(uri, source.process);
      if (mine && source.language !== null) {
        naming.add(source.process);
      }
      const is = isItsVariable(source, mine, sure, given.unresolved);
      if (is !== null && !places.has(span.start)) {
        places.set(span.start, { uri, span, sure: is });
      }
    }
  }
  const templates = analysis.processes.flatMap(process =>
    templatesOf(tokens, process).map(template => ({
      script: uri,
      name: template,
      sure: given.has(uri, process),
    })),
  );
  const processes = analysis.processes.filter(
    process => given.has(uri, process) && process.kind !== 'exec',
  );
  return {
    places: [...places.values()].sort((a, b) => a.span.start - b.span.start),
    templates,
    given: processes.map(process => ({ uri, process })),
    silent: processes
      .filter(process => !naming.has(process) && templatesOf(tokens, process).length === 0)
      .map(({ name: process }) => process),
  };
}

function usesIn(
  text: string,
  { span, pieces, language }: SourceText,
  name: string,
): readonly VariableUse[] {
  const around = text.slice(span.start, span.end);
  return pieces.flatMap(({ start, end }) =>
    [
      ...variableUses(
        around,
        { start: start - span.start, end: end - span.start },
        name,
        language ?? 'shell',
      ),
    ].map(use => ({
      span: { start: use.span.start + span.start, end: use.span.end + span.start },
      sure: use.sure,
    })),
  );
}

/**
 * Whether a use of the variable's name is the secret: for certain, perhaps, or surely not (null).
 * Texts that may get into a script from elsewhere count as far as they read a variable.
 */
function isItsVariable(
  { process, language }: SourceText,
  given: boolean,
  sure: boolean,
  unresolved: boolean,
): boolean | null {
  if (given && language !== null) {
    return sure;
  }
  const elsewhere = process === null || given || unresolved;
  return elsewhere && sure ? false : null;
}
