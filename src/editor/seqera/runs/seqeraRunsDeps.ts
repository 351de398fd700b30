import type * as vscode from 'vscode';
import type { GitCheckout } from '../../../core/seqera/launch/gitCheckout.ts';
import type { CatalogService } from '../../../services/catalog/catalogService.ts';
import type { SeqeraStores } from '../../../services/ports/stores/seqeraStores.ts';
import type { RemoteRuns } from '../../../services/seqera/remoteRuns.ts';
import type { LaunchMemory } from '../../runs/launch/launchMemory.ts';
import type { Pipelines } from '../../runs/launch/pipelines.ts';
import type { SeqeraAccounts } from '../seqeraAccounts.ts';
import type { SeqeraFilter } from '../seqeraFilter.ts';
import type { LaunchpadView } from './launchpadView.ts';
import type { RemoteTerminals } from './output/remoteTerminals.ts';

/** What git says of a folder; null where it is in no repository. */
export type ReadCheckout = (folder: string, signal: AbortSignal) => Promise<GitCheckout | null>;

/** What the commands on runs of the Platform work with. */
export interface SeqeraRunsDeps {
  readonly catalog: CatalogService;
  readonly seqera: SeqeraStores;
  readonly accounts: SeqeraAccounts;
  readonly remote: RemoteRuns;
  readonly filter: SeqeraFilter;
  readonly terminals: RemoteTerminals;
  readonly launchpad: LaunchpadView;
  readonly pipelines: Pipelines;
  readonly memory: LaunchMemory;
  /** Keeps names and paths of launches, never values. */
  readonly state: vscode.Memento;
  readonly readCheckout: ReadCheckout;
}
