import type { LeakRange } from '../../leaks/leak.ts';
import type { Row } from '../row.ts';

/** What a click on a row opens. */
export type RunAction =
  | { readonly kind: 'output'; readonly run: string }
  /** A place in a file, at its beginning where it has no lines. */
  | { readonly kind: 'place'; readonly path: string; readonly range: LeakRange | null }
  /** Nextflow's own log of that run. */
  | { readonly kind: 'log'; readonly run: string }
  /** What a task printed. */
  | { readonly kind: 'taskLog'; readonly run: string; readonly hash: string }
  /** The folder that holds all tasks' folders. */
  | { readonly kind: 'work'; readonly run: string }
  /** The output of a run on Seqera Platform. */
  | { readonly kind: 'remoteOutput'; readonly run: string }
  /** Why such a run may not end. */
  | { readonly kind: 'explainHang'; readonly run: string }
  | { readonly kind: 'findLeftovers' };

/** A row, as data: the view turns it into a tree item and knows no runs. */
export interface RunNode extends Row<RunNode> {
  readonly kind:
    | 'live'
    | 'terminal'
    | 'ended'
    | 'outstanding'
    | 'task'
    | 'survivor'
    | 'broken'
    | 'detail'
    | 'group'
    | 'remotePlace'
    | 'remoteLive'
    | 'remoteEnded';
  /** Whether its children show at first. */
  readonly open: boolean;
  readonly run: string | null;
  /** Of a task: what its work folder's name begins with, say `91/1f7d17`. */
  readonly hash: string | null;
  readonly action: RunAction | null;
  /** All that the row tells, where it has no room for it. */
  readonly tooltip: string;
}
