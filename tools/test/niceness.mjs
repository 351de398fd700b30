// @ts-check

/**
 * How much tests and checks stand back for tests in a browser, of which only one runs at a time, so
 * that they decide how long all tests take.
 */
export const niceness = 5;
