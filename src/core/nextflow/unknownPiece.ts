/** Stands in a text for an expression in it, whose value only a run can tell. */
export const unknownPiece = '\0';
