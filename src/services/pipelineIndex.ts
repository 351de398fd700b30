import type { Include } from '../core/nextflow/includes.ts';
import type { Reference } from '../core/nextflow/reference.ts';
import type { ProcessBlock } from '../core/nextflow/scriptScan.ts';
import type { PlacedSetting } from '../core/nextflow/activeSettings.ts';
import type { LineColumn } from '../core/nextflow/source.ts';
import { Emitter } from './event.ts';

/** What the index keeps of one file; the text itself is not kept. */
export interface IndexedFile {
  /** The file's URI, say `file:///home/ada/rnaseq/main.nf`. */
  readonly uri: string;
  /** URI of the workspace folder that holds it, or null. */
  readonly folder: string | null;
  readonly references: readonly Reference[];
  /** Where each reference starts, in the same order. */
  readonly positions: readonly LineColumn[];
  readonly settings: readonly PlacedSetting[];
  readonly processes: readonly ProcessBlock[];
  readonly includes: readonly Include[];
}

/** One place of use. */
export interface Use {
  readonly file: IndexedFile;
  readonly reference: Reference;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

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
          ...(file.positions[at] ?? { line: 1, column: 1 }),
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

  /** Says whether the first reading of the whole workspace is over. */
  setComplete(complete: boolean): void {
    this.#complete = complete;
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
