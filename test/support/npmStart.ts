import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { until } from './until.ts';

/** `npm start`, on a machine that has these programs besides its own; it ends with the test. */
export class NpmStart {
  /** The folder of those programs. */
  readonly home: string;
  readonly #process: ChildProcess;
  said = '';

  constructor(
    t: TestContext,
    options: readonly string[],
    programs: Readonly<Record<string, string>>,
    surroundings: NodeJS.ProcessEnv = process.env,
  ) {
    this.home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-start-'));
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(join(this.home, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
    const path = [this.home, surroundings['PATH'] ?? ''].join(delimiter);
    const words = options.length === 0 ? [] : ['--', ...options];
    this.#process = spawn('npm', ['start', ...words], {
      env: { ...surroundings, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', text => (this.said += String(text)));
    }
    t.after(async () => {
      this.kill('SIGTERM');
      await this.ended();
      rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  /** What a program of `programs` has written down. */
  wrote(file: string): string {
    return readFileSync(join(this.home, file), 'utf8');
  }

  /** The page that it serves, as printed. */
  async address(): Promise<URL> {
    const served = (): boolean => this.said.includes('Ctrl+C ends it.');
    await until(() => served() || this.#process.exitCode !== null);
    return new URL(/http:\S+/.exec(this.said)?.[0] ?? assert.fail(this.said));
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async ended(): Promise<number | null> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) {
      await until(() => this.#process.exitCode !== null || this.#process.signalCode !== null);
    }
    return this.#process.exitCode;
  }
}
