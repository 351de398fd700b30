/** A row of any tree, as data: a view turns it into a tree item. `Node` is what a tree's rows are. */
export interface Row<Node> extends Nested<Node> {
  readonly label: string;
  readonly description: string;
  /** Name of a codicon, say `key`. */
  readonly icon: string;
  /** Id of a theme colour for the icon, say `list.warningForeground`. */
  readonly color: string | null;
  /** Read by screen readers in place of label, icon and description; a view shortens it. */
  readonly spoken: string;
}

/** What is found in a tree. */
export interface Nested<Node> {
  /** Stays the same while what it stands for does, so that selection and expansion stay. */
  readonly id: string;
  readonly children: readonly Node[];
}
