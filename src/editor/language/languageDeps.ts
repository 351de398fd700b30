import type { CatalogService } from '../../services/catalogService.ts';
import type { PipelineIndex } from '../../services/pipelineIndex.ts';
import type { WorkspaceFindings } from '../../services/workspaceFindings.ts';
import type { SecretsView } from '../views/secretsView.ts';

/** What the language features stand on. */
export interface LanguageDeps {
  readonly catalog: CatalogService;
  readonly index: PipelineIndex;
  readonly view: SecretsView;
  readonly findings: WorkspaceFindings;
}
