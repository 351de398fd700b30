import type { Assignment } from '../../core/runs/record/protocol.ts';
import type { CopyPlaces, Journal } from '../ports/copies/copyPlaces.ts';
import type { Publication } from './publication.ts';

/** What publishing stands on. */
export interface PublishDeps {
  readonly places: CopyPlaces;
  /** The run's store file on this machine. */
  readonly store: (assignment: Assignment) => Publication;
  readonly journal: Journal;
  readonly now: () => number;
  /** Gives publishing up; what was made by then is for the sweep. */
  readonly signal: AbortSignal;
}
