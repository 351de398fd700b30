import { findClassMisuses } from '../classes/findClassMisuses.ts';
import { concernsSecrets } from '../concernsSecrets.ts';
import { followValues } from '../flow/followValues.ts';
import { lex } from '../groovy/lex.ts';
import { LineMap } from '../groovy/span.ts';
import { TokenList } from '../groovy/tokenList.ts';
import { findMisuses } from '../misuse/findMisuses.ts';
import { foundIn, readScript, type ScriptFound } from '../parts/scriptReading.ts';
import { ConfigScan } from '../scan/configScan.ts';
import { findIncludes, mentionsIncludes } from '../scan/findIncludes.ts';
import { readableEnd, readUpTo } from '../scan/readableEnd.ts';
import { ScriptScan } from '../scan/scriptScan.ts';
import type { Setting } from '../scan/setting.ts';
import { parseBlock } from '../syntax/parseBlock.ts';
import { noBlock } from '../syntax/syntax.ts';
import type { FileKind } from './fileKind.ts';

/** All that we need to know of one file, from one reading of its tokens. */
export interface FileAnalysis extends ScriptFound {
  /** Of a config: the names in its `profiles` scope. */
  readonly profiles: readonly string[];
  /** Of a config: what it assigns, in document order. */
  readonly settings: readonly Setting[];
  /** Of a config: whether only Nextflow can tell all that it sets of where tasks run. */
  readonly computed: boolean;
}

/** Analyses any text; what is no Groovy gives what can be recognised of it. */
export function analyse(text: string, kind: FileKind): FileAnalysis {
  switch (kind) {
    case 'config':
      return analyseConfig(text);
    case 'class':
      return analyseClasses(text);
    case 'script':
      return scriptAnalysis(foundIn(readScript(text)));
  }
}

/** Analyses a file of `lib`, whose classes read no secrets. */
export function analyseClasses(text: string): FileAnalysis {
  return scriptAnalysis({
    references: [],
    misuses: concernsSecrets(text) ? findClassMisuses(new TokenList(text)) : [],
    includes: [],
    entry: null,
    processes: [],
    workflows: [],
    words: [],
  });
}

/** Analyses a config. */
export function analyseConfig(text: string, lexed = lex(text)): FileAnalysis {
  const tokens = new TokenList(text, 0, lexed);
  const script = new ScriptScan(tokens, { kind: 'config' }).run();
  const config = new ConfigScan(tokens).run();
  const references = [...script.references, ...config.references].sort(
    (a, b) => a.span.start - b.span.start,
  );
  const { wrongUses } = script;
  const includes = mentionsIncludes(text) ? [...findIncludes(tokens)] : [];
  const lines = new LineMap(includes.length > 0 ? text : '');
  const end = readableEnd(tokens);
  const block = concernsSecrets(text) ? parseBlock(tokens) : noBlock;
  return {
    references: followValues([{ block, references }], 'config')
      .flat()
      .map(reference => readUpTo(end, reference)),
    misuses: findMisuses(tokens, block, { references, wrongUses }, 'config').found.filter(
      ({ span }) => span.start < end,
    ),
    includes: includes.map(each => ({ ...each, line: lines.at(each.span.start).line })),
    profiles: [...config.profiles],
    settings: config.settings,
    computed: config.computed,
    entry: null,
    processes: [],
    workflows: [],
    words: [],
  };
}

/** What is found in a script, and nothing that configs have. */
export function scriptAnalysis(found: ScriptFound): FileAnalysis {
  return { ...found, profiles: [], settings: [], computed: false };
}
