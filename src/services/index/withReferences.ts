import type { LineRange } from '../../core/nextflow/groovy/span.ts';
import type { FilePart } from '../../core/nextflow/parts/filePart.ts';
import { moved, movedRange } from '../../core/nextflow/parts/moved.ts';
import type { Reference } from '../../core/nextflow/scan/reference.ts';
import type { IndexedFile } from './indexedFile.ts';

/** A file with what its references mean in a run; the same file where none means anything else. */
export function withReferences(
  file: IndexedFile,
  meaning: (reference: Reference) => Reference,
): IndexedFile {
  const parts = file.parts.map((part): FilePart => {
    const references = part.found.references.map(meaning);
    return references.every((each, at) => each === part.found.references[at])
      ? part
      : { ...part, found: { ...part.found, references } };
  });
  return parts.every((part, at) => part === file.parts[at]) ? file : withParts(file, parts);
}

/** A file whose first line, as it is analysed, begins with so many characters that it does not have. */
export function withoutBeginning(file: IndexedFile, length: number): IndexedFile {
  const before = (line: number): number => (line === 1 ? length : 0);
  const range = (its: LineRange): LineRange => ({
    ...its,
    column: its.column - before(its.line),
    endColumn: its.endColumn - before(its.endLine),
  });
  return withParts(
    file,
    file.parts.map(part => ({
      ...part,
      found: {
        ...part.found,
        ranges: part.found.ranges.map(range),
        misuses: part.found.misuses.map(each => ({ ...each, range: range(each.range) })),
      },
    })),
  );
}

/** A file whose parts are these. */
function withParts(file: IndexedFile, parts: readonly FilePart[]): IndexedFile {
  const { uri, folder, kind, doubtful, misuses, settings, processes, includes } = file;
  const { entry, profiles, computed, analysis, stretches } = file;
  return {
    ...{ uri, folder, kind, doubtful, misuses, settings, processes, includes },
    ...{ entry, profiles, computed, analysis, stretches, parts },
    references: parts.flatMap(({ found, offset }) =>
      found.references.map(reference => moved(reference, offset)),
    ),
    ranges: parts.flatMap(({ found, lines }) =>
      found.ranges.map(range => movedRange(range, lines)),
    ),
  };
}
