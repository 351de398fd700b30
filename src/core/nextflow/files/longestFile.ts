/**
 * A longer script or config is not read, in bytes or characters: nobody writes one by hand, and what
 * is generated, or is no pipeline at all, would take an editor's time and memory.
 */
export const longestFile = 2 * 1024 * 1024;
