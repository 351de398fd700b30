import type { Later } from '../../services/async/later.ts';
import type { CatalogService } from '../../services/catalog/catalogService.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import type { WorkspaceFindings } from '../../services/index/workspaceFindings.ts';
import type { PipelineSource } from '../../services/ports/pipelineSource.ts';
import type { SecretsView } from '../secrets/view/secretsView.ts';

/** What the language features stand on. */
export interface LanguageDeps {
  readonly catalog: CatalogService;
  readonly index: PipelineIndex;
  readonly source: PipelineSource;
  readonly view: SecretsView;
  readonly findings: WorkspaceFindings;
  readonly later: Later;
}
