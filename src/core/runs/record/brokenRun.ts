/** A run whose folder cannot be read, so that nobody knows what it has left. */
export interface BrokenRun {
  /** Null for the folder of all runs. */
  readonly run: string | null;
  readonly path: string;
  /** The system's code or words, say `EACCES`. */
  readonly reason: string;
}
