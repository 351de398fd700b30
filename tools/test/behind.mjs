// @ts-check
// Imported before a file of tests: it and all that it starts stand back for tests in a browser, of
// which only one runs at a time, so that they decide how long all tests take.
import { getPriority, setPriority } from 'node:os';

// What was started with less stays so.
setPriority(Math.max(getPriority(), 5));
