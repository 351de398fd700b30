import { naturalOrder } from '../../core/naturalOrder.ts';
import { recognised } from '../../core/nextflow/files/recognised.ts';
import type { LineRange } from '../../core/nextflow/groovy/span.ts';
import type { Reference } from '../../core/nextflow/scan/reference.ts';
import { Emitter } from '../async/event.ts';
import type { IndexedFile } from './indexedFile.ts';

/** One place of use. */
export interface Use extends LineRange {
  readonly file: IndexedFile;
  readonly reference: Reference;
}

/** Only to please the compiler: `ranges` has one for each reference. */
const firstPlace: LineRange = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Every use in some files; by file, in document order. */
export function usesIn(files: readonly IndexedFile[]): readonly Use[] {
  return files
    .filter(({ references }) => references.length > 0)
    .sort((a, b) => naturalOrder(a.uri, b.uri))
    .flatMap(file =>
      file.references.map((reference, at) => ({
        file,
        reference,
        ...(file.ranges[at] ?? firstPlace),
      })),
    );
}

/** All references of the workspace's pipelines, kept in step with files and open editors. */
export class PipelineIndex {
  readonly #files = new Map<string, IndexedFile>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #complete = false;
  /** The files that are known to be Nextflow's; null where that has to be found again. */
  #known: ReadonlyMap<string, IndexedFile> | null = null;

  /** False until every file of the workspace was read once: absence of uses proves nothing yet. */
  get complete(): boolean {
    return this.#complete;
  }

  file(uri: string): IndexedFile | null {
    return this.#recognised.get(uri) ?? null;
  }

  get files(): readonly IndexedFile[] {
    return [...this.#recognised.values()];
  }

  /** Whether a file is known, and nothing says that it is Nextflow's. */
  doubts(uri: string): boolean {
    return this.#files.has(uri) && !this.#recognised.has(uri);
  }

  /** Every use in a workspace folder, or everywhere; by file, in document order. */
  uses(folder?: string | null): readonly Use[] {
    return usesIn(this.files.filter(file => folder === undefined || file.folder === folder));
  }

  /** Replaces what is known of these files; listeners hear of them once. */
  set(...files: readonly IndexedFile[]): void {
    for (const file of files) {
      this.#files.set(file.uri, file);
    }
    this.#fire();
  }

  delete(uri: string): void {
    if (this.#files.delete(uri)) {
      this.#fire();
    }
  }

  /** Forgets every file below a folder's URI. */
  deleteBelow(folder: string): void {
    const gone = [...this.#files.keys()].filter(uri => uri.startsWith(`${folder}/`));
    if (gone.length > 0) {
      gone.forEach(uri => this.#files.delete(uri));
      this.#fire();
    }
  }

  /** Says whether the first reading of the whole workspace is over. */
  setComplete(complete: boolean): void {
    this.#complete = complete;
    this.#fire();
  }

  get #recognised(): ReadonlyMap<string, IndexedFile> {
    if (!this.#known) {
      const all = [...this.#files.values()];
      const known = recognised(all);
      this.#known = known === all ? this.#files : new Map(known.map(file => [file.uri, file]));
    }
    return this.#known;
  }

  #fire(): void {
    this.#known = null;
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
