import { naturalOrder } from '../../core/naturalOrder.ts';
import type { Catalog } from '../../core/secrets/catalog.ts';
import type { IndexedFile } from '../../services/index/indexedFile.ts';
import type { RunModel } from '../../services/index/runModel/runModel.ts';
import type { PlacedFinding, WorkspaceFindings } from '../../services/index/workspaceFindings.ts';

/** What is found of a run, and in which file. */
export interface RunFinding extends PlacedFinding {
  readonly file: IndexedFile;
}

/** The editor's findings in all that a run reads: by file, in document order. */
export function runFindings(
  { files, isRead }: RunModel,
  findings: WorkspaceFindings,
  catalog: Catalog,
): readonly RunFinding[] {
  return [...files]
    .sort((a, b) => naturalOrder(a.uri, b.uri))
    .flatMap(file =>
      findings
        .of(file, catalog)
        .filter(({ span }) => isRead(file, span))
        .sort((a, b) => a.span.start - b.span.start)
        .map(finding => ({ ...finding, file })),
    );
}
