// @ts-check
// Imported before a file of tests: it and all that it starts stand back for tests in a browser, of
// which only one runs at a time, so that they decide how long all tests take.
import { setPriority } from 'node:os';

setPriority(5);
