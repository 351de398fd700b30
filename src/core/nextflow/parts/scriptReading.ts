import { followValues } from '../flow/followValues.ts';
import { LineMap, type Span } from '../groovy/span.ts';
import type { Misuse } from '../misuse/misuse.ts';
import { nothingAround, type ScriptAround } from '../misuse/scriptMisuses.ts';
import { firstOutermost } from '../scan/blocks/blocks.ts';
import type { PlacedInclude } from '../scan/findIncludes.ts';
import type { Reference } from '../scan/reference.ts';
import type { ProcessBlock } from '../scan/scriptBlocks.ts';
import type { FilePart } from './filePart.ts';
import { moved, movedEdits, movedProcess, movedSpan } from './moved.ts';
import type { ScriptPart } from './scriptPart.ts';
import { splitAgain, type SplitScript, splitScript } from './splitScript.ts';
import { withClosures } from './withClosures.ts';
import type { WorkflowBlock } from './workflowCalls.ts';

/** What is found in a script. */
export interface ScriptFound {
  readonly references: readonly Reference[];
  readonly misuses: readonly Misuse[];
  readonly includes: readonly PlacedInclude[];
  readonly entry: Span | null;
  readonly processes: readonly ProcessBlock[];
  readonly workflows: readonly WorkflowBlock[];
  /** Every word outside of these, of its processes and of its includes. */
  readonly words: readonly string[];
}

/** A script as it was read. */
export interface ScriptReading {
  readonly split: SplitScript;
  readonly parts: readonly FilePart[];
}

/** Reads a script once. */
export function readScript(text: string): ScriptReading {
  return readingOf(splitScript(text), false);
}

/** Reads a script that is changed again and again: of the one before, only what has changed. */
export function readAgain(text: string, before: ScriptReading | null): ScriptReading {
  return before?.split.text === text
    ? before
    : readingOf(before ? splitAgain(before.split, text) : splitScript(text), true);
}

/** All that is found in a script, each where it stands now. */
export function foundIn({ split, parts }: ScriptReading): ScriptFound {
  const all = <T>(of: (part: FilePart) => readonly T[]): readonly T[] => parts.flatMap(of);
  const entry = parts.findIndex((_, at) => entryOf(split.parts[at]) !== null);
  const first = entryOf(split.parts[entry]);
  return {
    references: all(({ found, offset }) => found.references.map(each => moved(each, offset))),
    misuses: all(({ found, offset }) =>
      found.misuses.map(({ range: _, ...each }) => movedEdits(each, offset)),
    ),
    processes: withClosures(
      all(({ found, offset }) => found.processes.map(process => movedProcess(process, offset))),
      split.text,
    ),
    includes: split.parts.flatMap((part, at) => placedIncludes(part, parts[at])),
    workflows: split.parts.flatMap(({ workflows }, at) =>
      workflows.map(workflow => moved(workflow, parts[at]?.offset ?? 0)),
    ),
    words: [...new Set(split.parts.flatMap(({ words }) => words))],
    entry: first && movedSpan(first, parts[entry]?.offset ?? 0),
  };
}

function placedIncludes(
  { includes, text, place }: ScriptPart,
  { offset, lines: before }: Pick<FilePart, 'offset' | 'lines'> = { offset: 0, lines: 0 },
): readonly PlacedInclude[] {
  const lines = new LineMap(includes.length > 0 ? text : '');
  return includes.map(include => ({
    ...moved(include, offset),
    line: before + lines.at(include.span.start - place).line,
  }));
}

function entryOf(part: ScriptPart | undefined): Span | null {
  return part?.blocks.entry ?? null;
}

function readingOf(split: SplitScript, again: boolean): ScriptReading {
  const { parts } = split;
  const secret = parts.some(({ mentionsSecrets }) => mentionsSecrets);
  const concerned = parts.some(({ concernsSecrets }) => concernsSecrets);
  let before = firstOutermost;
  const scanned = parts.map(part => {
    const scan = part.scan(before);
    before = scan.after;
    return { part, references: scan.references };
  });
  const followed = secret
    ? followValues(
        scanned.map(({ part, references }) => ({ block: part.block, references })),
        'script',
        again,
      )
    : [];
  const around = concerned ? aroundIn(parts) : () => nothingAround;
  let [start, line] = [0, 0];
  const found = scanned.map(({ part, references }, at): FilePart => {
    const placed = {
      found: part.found(
        references,
        followed[at] ?? references,
        part.concernsSecrets ? around(part, references) : nothingAround,
      ),
      offset: start - part.place,
      lines: line,
    };
    start += part.length;
    line += concerned ? part.lineEnds : 0;
    return placed;
  });
  return { split, parts: found };
}

/** What the parts of a script say of one of them that has to do with secrets. */
function aroundIn(
  parts: readonly ScriptPart[],
): (part: ScriptPart, references: readonly Reference[]) => ScriptAround {
  const typed = parts.some(({ typesAreOn }) => typesAreOn);
  const isCalled = (name: string): boolean => parts.some(each => each.calls(name));
  const hasEntry = parts.some(each => entryOf(each) !== null);
  const declared = parts.some(({ declaresSecret }) => declaresSecret) ? ['secret', 'secrets'] : [];
  return (part, references) => ({
    typed,
    uncalled: hasEntry
      ? part.blocks.processes.map(({ name }) => name).filter(name => !isCalled(name))
      : [],
    own: [...declared, ...part.namesAsked(references).filter(isCalled)],
  });
}
