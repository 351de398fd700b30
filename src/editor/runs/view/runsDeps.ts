import type { CatalogService } from '../../../services/catalog/catalogService.ts';
import type { RunFiles } from '../../../services/ports/runs/runFiles.ts';
import type { RunHost } from '../../../services/ports/runs/runHost.ts';
import type { RunRegistry } from '../../../services/runs/runRegistry.ts';
import type { LaunchFlow } from '../launch/launchFlow.ts';
import type { LaunchMemory } from '../launch/launchMemory.ts';
import type { Pipelines } from '../launch/pipelines.ts';
import type { OutputDocuments } from '../output/outputDocuments.ts';
import type { RunTerminals } from '../output/runTerminals.ts';
import type { RunsView } from './runsView.ts';

/** What the commands on runs work with. */
export interface RunsDeps {
  readonly catalog: CatalogService;
  readonly host: RunHost;
  readonly files: RunFiles;
  readonly outputs: OutputDocuments;
  readonly registry: RunRegistry;
  readonly view: RunsView;
  readonly terminals: RunTerminals;
  readonly flow: LaunchFlow;
  readonly pipelines: Pipelines;
  readonly memory: LaunchMemory;
}
