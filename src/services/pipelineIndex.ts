import type { Reference } from '../core/nextflow/reference.ts';
import type { LineRange } from '../core/nextflow/source.ts';
import { Emitter } from './event.ts';
import type { IndexedFile } from './indexedFile.ts';

/** One place of use. */
export interface Use extends LineRange {
  readonly file: IndexedFile;
  readonly reference: Reference;
}

/** Only to please the compiler: `ranges` has one for each reference. */
const firstPlace: LineRange = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** All references of the workspace's pipelines, kept in step with files and open editors. */
export class PipelineIndex {
  readonly #files = new Map<string, IndexedFile>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #complete = false;

  /** False until every file of the workspace was read once: absence of uses proves nothing yet. */
  get complete(): boolean {
    return this.#complete;
  }

  file(uri: string): IndexedFile | null {
    return this.#files.get(uri) ?? null;
  }

  get files(): readonly IndexedFile[] {
    return [...this.#files.values()];
  }

  /** Every use in a workspace folder, or everywhere; by file, in document order. */
  uses(folder?: string | null): readonly Use[] {
    return [...this.#files.values()]
      .filter(file => folder === undefined || file.folder === folder)
      .sort((a, b) => (a.uri < b.uri ? -1 : 1))
      .flatMap(file =>
        file.references.map((reference, at) => ({
          file,
          reference,
          ...(file.ranges[at] ?? firstPlace),
        })),
      );
  }

  /** Replaces what is known of these files; listeners hear of them once. */
  set(...files: readonly IndexedFile[]): void {
    for (const file of files) {
      this.#files.set(file.uri, file);
    }
    this.#changed.fire();
  }

  delete(uri: string): void {
    if (this.#files.delete(uri)) {
      this.#changed.fire();
    }
  }

  /** Forgets every file below a folder's URI. */
  deleteBelow(folder: string): void {
    const gone = [...this.#files.keys()].filter(uri => uri.startsWith(`${folder}/`));
    if (gone.length > 0) {
      gone.forEach(uri => this.#files.delete(uri));
      this.#changed.fire();
    }
  }

  /** Says whether the first reading of the whole workspace is over. */
  setComplete(complete: boolean): void {
    this.#complete = complete;
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
