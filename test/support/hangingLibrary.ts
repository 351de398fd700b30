import { exec } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { identify } from '../../src/adapters/system/processes.ts';
import type { ProcessIdentity } from '../../src/core/runs/record/runRecord.ts';
import { until } from './until.ts';

/** A library that asks a program for credentials. */
export interface HangingLibrary {
  readonly ask: () => Promise<unknown>;
  /** The program, once it was asked. */
  readonly program: () => Promise<ProcessIdentity>;
}

/** The program never answers, is deaf to SIGTERM, and its shell, which started it, is not. */
export function hangingLibrary(t: TestContext): HangingLibrary {
  const folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-programs-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const asked = join(folder, 'asked');
  const program = `(trap '' TERM; exec sh -c 'echo $$ > ${asked}.new; mv ${asked}.new ${asked}; while :; do sleep 1; done'); true`;
  return {
    ask: () => promisify(exec)(program),
    program: async () => {
      await until(() => existsSync(asked), 'the program to be asked');
      return identify(Number(readFileSync(asked, 'utf8')));
    },
  };
}
