/** What Ctrl+C sends to a terminal. */
export const interrupt = '\x03';
