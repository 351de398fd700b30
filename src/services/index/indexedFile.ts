import type { PlacedSetting } from '../../core/nextflow/files/activeSettings.ts';
import { analyse, type FileAnalysis } from '../../core/nextflow/files/analyse.ts';
import {
  classifyFile,
  type FileKind,
  type FileNature,
} from '../../core/nextflow/files/fileKind.ts';
import { longestFile } from '../../core/nextflow/files/longestFile.ts';
import { lex } from '../../core/nextflow/groovy/lex.ts';
import { LineMap, type LineRange } from '../../core/nextflow/groovy/span.ts';
import type { Tokens } from '../../core/nextflow/groovy/tokens.ts';
import type { Misuse } from '../../core/nextflow/misuse/misuse.ts';
import type { Include } from '../../core/nextflow/scan/findIncludes.ts';
import type { ProcessBlock } from '../../core/nextflow/scan/processBlock.ts';
import type { Reference } from '../../core/nextflow/scan/reference.ts';
import { mentionsSecrets } from '../../core/nextflow/secretWords.ts';

/** A misuse and where its file has it. */
export interface PlacedMisuse extends Misuse {
  readonly range: LineRange;
}

/** What the index keeps of one file. */
export interface IndexedFile {
  /** The file's URI, say `file:///home/ada/rnaseq/main.nf`. */
  readonly uri: string;
  /** URI of the workspace folder that holds it, or null. */
  readonly folder: string | null;
  readonly kind: FileKind;
  /** Whether only its surroundings can tell if it is Nextflow's. */
  readonly doubtful: boolean;
  readonly references: readonly Reference[];
  /** Where each reference stands, in the same order. */
  readonly ranges: readonly LineRange[];
  readonly misuses: readonly PlacedMisuse[];
  readonly settings: readonly PlacedSetting[];
  readonly processes: readonly ProcessBlock[];
  readonly includes: readonly Include[];
  /** Whether a script has an entry workflow, which has no name. */
  readonly entry: boolean;
  /** Of a config: the names in its `profiles` scope. */
  readonly profiles: readonly string[];
  /** Of a config: whether only Nextflow can tell all that it sets of where tasks run. */
  readonly computed: boolean;
  /** All of it, as it was found. */
  readonly analysis: FileAnalysis;
}

/** Cuts a text into tokens, from what is known of it. */
export type Lex = (text: string) => Tokens;

/** Analyses a file for the index; null where it is not Nextflow's, or too long. */
export function indexFile(
  uri: string,
  folder: string | null,
  text: string,
  lexed: Lex = lex,
): IndexedFile | null {
  const nature = text.length > longestFile ? null : classifyFile(uri, text);
  return nature && new AnalysedFile(uri, folder, nature, text.replace(/^\ufeff/, ''), lexed);
}

/** Analyses what Nextflow reads as a script or a config whatever it is called, say `conf/site.conf`. */
export function indexAs(
  kind: FileKind,
  uri: string,
  folder: string | null,
  text: string,
): IndexedFile {
  return new AnalysedFile(uri, folder, { kind, doubtful: false }, text.replace(/^\ufeff/, ''));
}

/** Analyses a template, which Nextflow reads as the text of one string. */
export function indexTemplate(uri: string, folder: string | null, text: string): IndexedFile {
  return indexAs('script', uri, folder, `"""${text.replaceAll('"""', "'''")}"""`);
}

/**
 * A file is analysed when somebody asks for what is in it, which nobody does between two keys, nor
 * of a file that names no secret before a plan: until then its text is kept, which takes less room.
 */
class AnalysedFile implements IndexedFile {
  readonly uri: string;
  readonly folder: string | null;
  readonly doubtful: boolean;
  readonly kind: FileKind;
  readonly #lex: Lex;
  readonly #mentionsSecrets: boolean;
  #known: string | Contents;

  constructor(
    uri: string,
    folder: string | null,
    { kind, doubtful }: FileNature,
    text: string,
    lexed: Lex = lex,
  ) {
    this.uri = uri;
    this.folder = folder;
    this.doubtful = doubtful;
    this.kind = kind;
    this.#lex = lexed;
    this.#mentionsSecrets = mentionsSecrets(text);
    this.#known = text;
  }

  get references(): readonly Reference[] {
    return this.#mentionsSecrets ? this.#contents.references : [];
  }

  get ranges(): readonly LineRange[] {
    return this.#mentionsSecrets ? this.#contents.ranges : [];
  }

  get misuses(): readonly PlacedMisuse[] {
    return this.#mentionsSecrets ? this.#contents.misuses : [];
  }

  get settings(): readonly PlacedSetting[] {
    return this.kind === 'config' ? this.#contents.settings : [];
  }

  get processes(): readonly ProcessBlock[] {
    return this.kind === 'script' ? this.#contents.processes : [];
  }

  get includes(): readonly Include[] {
    return this.#contents.includes;
  }

  get entry(): boolean {
    return this.kind === 'script' && this.#contents.entry !== null;
  }

  get profiles(): readonly string[] {
    return this.kind === 'config' ? this.#contents.profiles : [];
  }

  get computed(): boolean {
    return this.kind === 'config' && this.#contents.computed;
  }

  get analysis(): FileAnalysis {
    return this.#contents;
  }

  get #contents(): Contents {
    if (typeof this.#known === 'string') {
      this.#known = contentsOf(this.uri, this.#known, this.kind, this.#lex);
    }
    return this.#known;
  }
}

/** An analysis that says where its references and settings stand. */
type Contents = FileAnalysis & Pick<IndexedFile, 'ranges' | 'settings' | 'misuses'>;

function contentsOf(uri: string, text: string, kind: FileKind, lexed: Lex): Contents {
  const analysis = analyse(text, kind, lexed(text));
  const { references, settings, misuses } = analysis;
  const told = references.length + settings.length + misuses.length;
  const lines = new LineMap(told > 0 ? text : '');
  return {
    ...analysis,
    ranges: references.map(({ span }) => lines.range(span)),
    misuses: misuses.map(misuse => ({ ...misuse, range: lines.range(misuse.span) })),
    settings: settings.map(setting => ({
      ...setting,
      uri,
      line: lines.at(setting.span.start).line,
    })),
  };
}
