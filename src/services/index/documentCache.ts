import type { FileAnalysis } from '../../core/nextflow/files/analyse.ts';
import type { FileKind } from '../../core/nextflow/files/fileKind.ts';
import { FileReader } from '../../core/nextflow/files/fileReading.ts';
import { type IndexedFile, indexFile } from './indexedFile.ts';

/** A text that an editor holds. Satisfied by `vscode.TextDocument`. */
interface OpenDocument {
  /** Grows with each change. */
  readonly version: number;
  getText(): string;
}

/**
 * What is known of the texts that editors hold, unsaved changes too: one analysis of each version,
 * for everybody who asks. Of a changed text only the parts that have changed are analysed.
 */
export class DocumentCache {
  readonly #known = new WeakMap<OpenDocument, Known>();

  /** The document as it stands; null where it is not Nextflow's. */
  file(document: OpenDocument, uri: string, folder: string | null): IndexedFile | null {
    const known = this.#knownOf(document);
    if (known.version !== document.version || known.folder !== folder) {
      known.version = document.version;
      known.folder = folder;
      known.file = indexFile(uri, folder, document.getText(), (text, kind) =>
        known.reader.read(text, kind),
      );
    }
    return known.file;
  }

  /** What would be known of a document if it had another text, much like its own. */
  analysis(document: OpenDocument, text: string, kind: FileKind): FileAnalysis {
    return this.#knownOf(document).reader.analyse(text, kind);
  }

  #knownOf(document: OpenDocument): Known {
    const known = this.#known.get(document);
    if (known) {
      return known;
    }
    const made = { version: -1, folder: null, file: null, reader: new FileReader() };
    this.#known.set(document, made);
    return made;
  }
}

interface Known {
  version: number;
  folder: string | null;
  file: IndexedFile | null;
  readonly reader: FileReader;
}
