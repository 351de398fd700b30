import { concernsSecrets } from '../../core/nextflow/concernsSecrets.ts';
import type { PlacedSetting } from '../../core/nextflow/files/activeSettings.ts';
import type { FileAnalysis } from '../../core/nextflow/files/analyse.ts';
import {
  classifyFile,
  type FileKind,
  type FileNature,
} from '../../core/nextflow/files/fileKind.ts';
import { type FileReading, readFile } from '../../core/nextflow/files/fileReading.ts';
import { longestFile } from '../../core/nextflow/files/longestFile.ts';
import type { Stretch } from '../../core/nextflow/flow/state/referencesByStart.ts';
import { LineMap, type LineRange } from '../../core/nextflow/groovy/span.ts';
import type { FilePart, PlacedMisuse } from '../../core/nextflow/parts/filePart.ts';
import { moved, movedEdits, movedRange } from '../../core/nextflow/parts/moved.ts';
import type { PlacedInclude } from '../../core/nextflow/scan/findIncludes.ts';
import type { Reference } from '../../core/nextflow/scan/reference.ts';
import type { ProcessBlock } from '../../core/nextflow/scan/scriptBlocks.ts';

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
  /** The same of each of its parts, which may have moved since they were read. */
  readonly parts: readonly FilePart[];
  readonly settings: readonly PlacedSetting[];
  readonly processes: readonly ProcessBlock[];
  readonly includes: readonly PlacedInclude[];
  /** Whether a script has an entry workflow, which has no name. */
  readonly entry: boolean;
  /** Of a config: the names in its `profiles` scope. */
  readonly profiles: readonly string[];
  /** Of a config: whether only Nextflow can tell all that it sets of where tasks run. */
  readonly computed: boolean;
  /** All of it, as it was found. */
  readonly analysis: FileAnalysis;
  /** What it does, with the references of its parts where those were read. */
  readonly stretches: readonly Stretch[];
}

/** Reads a text, from what is known of it. */
export type Read = (text: string, kind: FileKind) => FileReading;

/** Analyses a file for the index; null where it is not Nextflow's, or too long. */
export function indexFile(
  uri: string,
  folder: string | null,
  text: string,
  read: Read = readFile,
): IndexedFile | null {
  const nature = text.length > longestFile ? null : classifyFile(uri, text);
  return nature && new AnalysedFile(uri, folder, nature, text.replace(/^\ufeff/, ''), read);
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

/**
 * A file is analysed when somebody asks for what is in it, which nobody does between two keys, nor
 * of a file that names no secret before a plan: until then its text is kept, which takes less room.
 */
class AnalysedFile implements IndexedFile {
  readonly uri: string;
  readonly folder: string | null;
  readonly doubtful: boolean;
  readonly kind: FileKind;
  readonly #read: Read;
  readonly #concernsSecrets: boolean;
  #known: string | Contents;
  #references: readonly Reference[] | null = null;
  #ranges: readonly LineRange[] | null = null;
  #misuses: readonly PlacedMisuse[] | null = null;

  constructor(
    uri: string,
    folder: string | null,
    { kind, doubtful }: FileNature,
    text: string,
    read: Read = readFile,
  ) {
    this.uri = uri;
    this.folder = folder;
    this.doubtful = doubtful;
    this.kind = kind;
    this.#read = read;
    this.#concernsSecrets = concernsSecrets(text);
    this.#known = text;
  }

  get references(): readonly Reference[] {
    this.#references ??= this.parts.flatMap(({ found, offset }) =>
      found.references.map(reference => moved(reference, offset)),
    );
    return this.#references;
  }

  get ranges(): readonly LineRange[] {
    this.#ranges ??= this.parts.flatMap(({ found, lines }) =>
      found.ranges.map(range => movedRange(range, lines)),
    );
    return this.#ranges;
  }

  get misuses(): readonly PlacedMisuse[] {
    this.#misuses ??= this.parts.flatMap(({ found, offset, lines }) =>
      found.misuses.map(each => ({
        ...movedEdits(each, offset),
        range: movedRange(each.range, lines),
      })),
    );
    return this.#misuses;
  }

  get parts(): readonly FilePart[] {
    return this.#concernsSecrets ? this.#contents.parts : [];
  }

  get settings(): readonly PlacedSetting[] {
    return this.kind === 'config' ? this.#contents.settings : [];
  }

  get processes(): readonly ProcessBlock[] {
    return this.kind === 'script' ? this.analysis.processes : [];
  }

  get includes(): readonly PlacedInclude[] {
    return this.analysis.includes;
  }

  get entry(): boolean {
    return this.kind === 'script' && this.analysis.entry !== null;
  }

  get profiles(): readonly string[] {
    return this.kind === 'config' ? this.analysis.profiles : [];
  }

  get computed(): boolean {
    return this.kind === 'config' && this.analysis.computed;
  }

  get analysis(): FileAnalysis {
    return this.#contents.analysis;
  }

  get stretches(): readonly Stretch[] {
    return this.#contents.stretches;
  }

  get #contents(): Contents {
    if (typeof this.#known === 'string') {
      this.#known = new Contents(this.uri, this.#known, this.#read(this.#known, this.kind));
    }
    return this.#known;
  }
}

/** A reading that says in which file and line its settings stand. */
class Contents {
  readonly settings: readonly PlacedSetting[];
  readonly #reading: FileReading;

  constructor(uri: string, text: string, reading: FileReading) {
    const { settings } = reading;
    const lines = new LineMap(settings.length > 0 ? text : '');
    this.settings = settings.map(setting => ({
      ...setting,
      uri,
      line: lines.at(setting.span.start).line,
    }));
    this.#reading = reading;
  }

  get parts(): readonly FilePart[] {
    return this.#reading.parts;
  }

  get analysis(): FileAnalysis {
    return this.#reading.analysis;
  }

  get stretches(): readonly Stretch[] {
    return this.#reading.stretches;
  }
}
