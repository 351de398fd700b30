/** Removes a run's copies from one place. */
export interface Remover {
  /**
   * Removes copies; removing what is not there succeeds. Gives why each one that may still stand
   * could not be removed, by its key.
   */
  remove(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
