/** What a window remembers for the one that takes its place after a reload. Never a value. */
export interface WindowMemory {
  /** Replaces what this window remembers. */
  keep(value: unknown): Promise<void>;
  /**
   * What windows of this workspace that are gone have remembered, each to one window alone. Waits a
   * moment for one that is just going; what a window that lives remembers is its own.
   */
  inherited(signal: AbortSignal): AsyncIterable<unknown>;
}
