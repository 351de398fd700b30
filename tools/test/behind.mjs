// @ts-check
// Imported before a file of tests: it and all that it starts stand back.
import { getPriority, setPriority } from 'node:os';
import { niceness } from './niceness.mjs';

// What was started with less stays so.
setPriority(Math.max(getPriority(), niceness));
