import { execFile } from 'node:child_process';
import { hostname, tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import which from 'which';
import type { NamedParts } from '../../core/arrival/ordinaryNames.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ConfigQuestion, Tools } from '../../services/ports/runs/tools.ts';
import { currentUser } from '../system/currentUser.ts';
import { printedConfig } from './printedConfig.ts';
import { ownVersionOf, versionOf } from './versionOf.ts';

/** The programs on this machine, as Nextflow's own launcher looks for them. */
export class LocalTools implements Tools {
  localNames(): Pick<NamedParts, 'paths' | 'names'> {
    const { name, home } = currentUser();
    const host = hostname();
    return { paths: [home, tmpdir()], names: [name, host, host.split('.')[0] ?? host] };
  }

  async nextflow(setting: string | null): Promise<Result<string, Failure>> {
    const found = await which(setting ?? 'nextflow', { nothrow: true });
    return found === null ? err({ kind: 'nextflow-not-found', setting }) : ok(found);
  }

  async nextflowVersion(program: string): Promise<string | null> {
    return versionOf(program);
  }

  async nfTest(setting: string | null): Promise<Result<string, Failure>> {
    const found = await which(setting ?? 'nf-test', { nothrow: true });
    return found === null ? err({ kind: 'nf-test-not-found', setting }) : ok(found);
  }

  async pathTo(program: string): Promise<Readonly<Record<string, string>>> {
    const found = await which(basename(program), { nothrow: true });
    return found === program
      ? {}
      : { PATH: [dirname(program), process.env['PATH'] ?? ''].join(delimiter) };
  }

  async java(nextflow: string): Promise<Result<Readonly<Record<string, string>>, Failure>> {
    const { JAVA_CMD, NXF_JAVA_HOME, JAVA_HOME } = process.env;
    const homes = [NXF_JAVA_HOME, JAVA_HOME]
      .filter(home => home)
      .map(home => join(home ?? '', 'bin/java'));
    let found: string | null = null;
    for (const program of [JAVA_CMD, ...homes, 'java']) {
      const version = program ? await javaVersion(program) : null;
      if (version !== null && !isTooOld(version)) {
        return ok({});
      }
      found ??= version;
    }
    // Its launcher may know of one that this environment does not; to ask it takes a second or two.
    return (await ownVersionOf(nextflow)) === null
      ? err({ kind: 'java-not-found', found })
      : ok({});
  }

  async printedConfig(
    question: ConfigQuestion,
    signal: AbortSignal,
  ): Promise<Result<string, string>> {
    return printedConfig(question, signal);
  }
}

/** What a Java says of itself, say `17.0.9`, or `?` where it does not tell; null where none runs. */
async function javaVersion(program: string): Promise<string | null> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, ['-version']);
    return /version "([^"]+)"/.exec(stdout + stderr)?.[1] ?? '?';
  } catch {
    return null;
  }
}

/** Nextflow 23.10 wants 11, later ones 17; which of them it is, its own launcher tells. */
function isTooOld(version: string): boolean {
  const major = Number(/^(?:1\.)?(\d+)/.exec(version)?.[1] ?? NaN);
  return major < 11;
}
