import { analyse, type FileAnalysis } from '../../core/nextflow/files/analyse.ts';
import type { FileKind } from '../../core/nextflow/files/fileKind.ts';
import type { LexedLines } from '../../core/nextflow/groovy/lex.ts';
import { lexLines, relex } from '../../core/nextflow/groovy/relex.ts';
import { type IndexedFile, indexFile } from './indexedFile.ts';

/** A text that an editor holds. Satisfied by `vscode.TextDocument`. */
interface OpenDocument {
  /** Grows with each change. */
  readonly version: number;
  getText(): string;
}

/**
 * What is known of the texts that editors hold, unsaved changes too: one analysis of each version,
 * for everybody who asks. A changed text is lexed from its change on.
 */
export class DocumentCache {
  readonly #known = new WeakMap<OpenDocument, Known>();

  /** The document as it stands; null where it is not Nextflow's. */
  file(document: OpenDocument, uri: string, folder: string | null): IndexedFile | null {
    const known = this.#known.get(document) ?? { version: -1, folder, file: null, lexed: null };
    if (known.version !== document.version || known.folder !== folder) {
      const lexed = (text: string): LexedLines['tokens'] => {
        known.lexed = known.lexed ? relex(known.lexed, text) : lexLines(text);
        return known.lexed.tokens;
      };
      known.version = document.version;
      known.folder = folder;
      known.file = indexFile(uri, folder, document.getText(), lexed);
      this.#known.set(document, known);
    }
    return known.file;
  }

  /** What would be known of a document if it had another text, much like its own. */
  analysis(document: OpenDocument, text: string, kind: FileKind): FileAnalysis {
    const lexed = this.#known.get(document)?.lexed;
    return lexed ? analyse(text, kind, relex(lexed, text).tokens) : analyse(text, kind);
  }
}

interface Known {
  version: number;
  folder: string | null;
  file: IndexedFile | null;
  /** The text that was lexed last. */
  lexed: LexedLines | null;
}
