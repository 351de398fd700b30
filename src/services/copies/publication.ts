/** The copies that one place will hold for a run. */
export interface Publication {
  /** The place as the journal names it; `removerOf` knows what removes from there. */
  readonly manager: string;
  readonly keys: readonly string[];
  /** Makes the copies, all of them or throws why not. Their intent is on disk. */
  publish(): Promise<void>;
}
