import type { Stretch } from '../flow/state/referencesByStart.ts';
import type { LexedLines } from '../groovy/lex.ts';
import { lexLines, relex } from '../groovy/relex.ts';
import { LineMap } from '../groovy/span.ts';
import { TokenList } from '../groovy/tokenList.ts';
import type { FilePart } from '../parts/filePart.ts';
import { foundIn, readAgain, readScript, type ScriptReading } from '../parts/scriptReading.ts';
import type { Setting } from '../scan/setting.ts';
import { parseBlock } from '../syntax/parseBlock.ts';
import { analyseClasses, analyseConfig, type FileAnalysis, scriptAnalysis } from './analyse.ts';
import type { FileKind } from './fileKind.ts';

/** What a file says: by its parts, and all of it. */
export interface FileReading {
  readonly parts: readonly FilePart[];
  readonly analysis: FileAnalysis;
  /** Of a config: what it assigns. */
  readonly settings: readonly Setting[];
  /** What it does, with the references of its parts where those were read. */
  readonly stretches: readonly Stretch[];
}

/** Reads a text once. */
export function readFile(text: string, kind: FileKind): FileReading {
  switch (kind) {
    case 'config':
      return readConfig(text, analyseConfig(text));
    case 'class':
      return readClasses(text);
    case 'script':
      return new ScriptFile(readScript(text));
  }
}

/** Reads one text again and again: what has not changed of it is not read again. */
export class FileReader {
  #lexed: LexedLines | null = null;
  #script: ScriptReading | null = null;

  read(text: string, kind: FileKind): FileReading {
    if (kind === 'script') {
      this.#script = readAgain(text, this.#script);
      return new ScriptFile(this.#script);
    }
    if (kind === 'class') {
      return readClasses(text);
    }
    this.#lexed = this.#relexed(text);
    return readConfig(text, analyseConfig(text, this.#lexed.tokens));
  }

  /** Analyses another text that is much like it. */
  analyse(text: string, kind: FileKind): FileAnalysis {
    switch (kind) {
      case 'script':
        return new ScriptFile(readAgain(text, this.#script)).analysis;
      case 'config':
        return analyseConfig(text, this.#relexed(text).tokens);
      case 'class':
        return analyseClasses(text);
    }
  }

  #relexed(text: string): LexedLines {
    return this.#lexed ? relex(this.#lexed, text) : lexLines(text);
  }
}

/** A script of which mostly nobody asks for all between two keys. */
class ScriptFile implements FileReading {
  readonly parts: readonly FilePart[];
  readonly settings = [];
  readonly #reading: ScriptReading;
  #analysis: FileAnalysis | null = null;
  #stretches: readonly Stretch[] | null = null;

  constructor(reading: ScriptReading) {
    this.#reading = reading;
    this.parts = reading.parts;
  }

  get stretches(): readonly Stretch[] {
    this.#stretches ??= this.#reading.split.parts.map(({ block }, at) => ({
      block,
      references: this.parts[at]?.found.references ?? [],
    }));
    return this.#stretches;
  }

  get analysis(): FileAnalysis {
    this.#analysis ??= scriptAnalysis(foundIn(this.#reading));
    return this.#analysis;
  }
}

function readConfig(text: string, analysis: FileAnalysis): FileReading {
  return readWhole(text, analysis, () => [
    { block: parseBlock(new TokenList(text)), references: analysis.references },
  ]);
}

function readClasses(text: string): FileReading {
  return readWhole(text, analyseClasses(text), () =>
    readScript(text).split.parts.map(({ block }) => ({ block, references: [] })),
  );
}

/** A file as one part; what it does is read once somebody asks. */
function readWhole(
  text: string,
  analysis: FileAnalysis,
  read: () => readonly Stretch[],
): FileReading {
  const { references, misuses, settings, processes } = analysis;
  const lines = new LineMap(references.length + misuses.length > 0 ? text : '');
  const ranges = references.map(({ span }) => lines.range(span));
  const placed = misuses.map(misuse => ({ ...misuse, range: lines.range(misuse.span) }));
  const found = { references, ranges, misuses: placed, processes, settings };
  let stretches: readonly Stretch[] | null = null;
  return {
    analysis,
    settings,
    parts: [{ found, offset: 0, lines: 0 }],
    get stretches() {
      stretches ??= read();
      return stretches;
    },
  };
}
