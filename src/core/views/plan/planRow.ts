/** A row of a plan, as data. What it says fits into the list and is short to listen to. */
export interface PlanRow {
  /** A codicon, say `key`. */
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  /** What comes of it, with the codicon of how grave that is; null where nothing is to be said. */
  readonly detail: { readonly icon: string; readonly text: string } | null;
  /** All that comes of it, for where there is room for a few lines; may be empty. */
  readonly explanation: string;
  /** What ticking is about; null for a row that only tells. */
  readonly secret: PlanRowSecret | null;
}

/** `referenced`: ticked from the start. `missing`: a tick says to add it before the run. */
export interface PlanRowSecret {
  readonly name: string;
  readonly group: 'referenced' | 'missing' | 'unknown' | 'other';
}

/** Rows under one heading. */
export interface PlanSection {
  readonly title: string;
  readonly rows: readonly PlanRow[];
}
