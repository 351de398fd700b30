/** How many calls to a cloud are under way at a time. */
export const concurrency = 10;
