import { followValues } from '../flow/followValues.ts';
import { lex } from '../groovy/lex.ts';
import type { Span } from '../groovy/span.ts';
import { TokenList } from '../groovy/tokenList.ts';
import { findMisuses, type Misuses } from '../misuse/findMisuses.ts';
import type { Misuse } from '../misuse/misuse.ts';
import { ConfigScan } from '../scan/configScan.ts';
import { findIncludes, type Include } from '../scan/findIncludes.ts';
import type { ProcessBlock } from '../scan/processBlock.ts';
import type { Reference } from '../scan/reference.ts';
import { ScriptScan } from '../scan/scriptScan.ts';
import type { Setting } from '../scan/setting.ts';
import { mentionsSecrets } from '../secretWords.ts';
import { parseBlock } from '../syntax/parseBlock.ts';
import { noBlock } from '../syntax/syntax.ts';
import type { FileKind } from './fileKind.ts';
import { type WorkflowBlock, workflowCalls } from './workflowCalls.ts';

/** All that we need to know of one file, from one reading of its tokens. */
export interface FileAnalysis {
  /** In document order. */
  readonly references: readonly Reference[];
  /** What is written of secrets and does not do what it seems to; in document order. */
  readonly misuses: readonly Misuse[];
  readonly includes: readonly Include[];
  /** Of a config: the names in its `profiles` scope. */
  readonly profiles: readonly string[];
  /** Of a config: what it assigns, in document order. */
  readonly settings: readonly Setting[];
  /** Of a config: whether only Nextflow can tell all that it sets of where tasks run. */
  readonly computed: boolean;
  /** Of a script: the word `workflow` of the entry workflow, which has no name. */
  readonly entry: Span | null;
  readonly processes: readonly ProcessBlock[];
  readonly workflows: readonly WorkflowBlock[];
}

/** Analyses any text; what is no Groovy gives what can be recognised of it. */
export function analyse(text: string, kind: FileKind, lexed = lex(text)): FileAnalysis {
  const tokens = new TokenList(text, 0, lexed);
  const place = kind === 'script' ? ({ kind: 'script' } as const) : ({ kind: 'config' } as const);
  const script = new ScriptScan(tokens, place).run();
  const config = kind === 'config' ? new ConfigScan(tokens).run() : null;
  const references = [...script.references, ...(config?.references ?? [])].sort(
    (a, b) => a.span.start - b.span.start,
  );
  const inExec = new Set(
    script.processes.filter(process => process.kind === 'exec').map(({ name }) => name),
  );
  const block = mentionsSecrets(text) ? parseBlock(tokens) : noBlock;
  const misuses = findMisuses(tokens, block, references, script.unknownMethods, kind);
  return {
    references: followValues(block, references, kind)
      .map(reference => uncheckedIn(inExec, reference))
      .map(reference => (isUnlisted(reference, misuses) ? listed(reference) : reference)),
    misuses: misuses.found,
    includes: [...findIncludes(tokens)],
    profiles: [...(config?.profiles ?? [])],
    settings: config?.settings ?? [],
    computed: config?.computed ?? false,
    ...(kind === 'script'
      ? { entry: script.entry, processes: script.processes, workflows: workflowCalls(tokens) }
      : { entry: null, processes: [], workflows: [] }),
  };
}

/** Nextflow asks for the secrets of an `exec:` process nowhere, so that a missing one fails nothing. */
function uncheckedIn(inExec: ReadonlySet<string>, reference: Reference): Reference {
  const { kind, place } = reference;
  return kind === 'directive' && place.kind === 'process' && inExec.has(place.process)
    ? { ...reference, use: 'optional' }
    : reference;
}

function isUnlisted({ kind, span }: Reference, { unlisted }: Misuses): boolean {
  return kind === 'directive' && unlisted.has(span.start);
}

/** Without the secret its directive is given an empty list, which it does not take. */
function listed(reference: Reference): Reference {
  const ending = { kind: 'empty-list', text: null, sometimes: false } as const;
  return { ...reference, use: 'required', ending };
}
