import { commandLine } from './commandLine.ts';
import type { LaunchOptions } from './launchOptions.ts';

/** What is launched with the secrets of a folder. */
export type Work =
  | PipelineWork
  /** A shell of the developer's; `shell` is its program, for people to read. */
  | { readonly kind: 'terminal'; readonly shell: string }
  /** nf-test on one file, by its path from the folder, or on the test of that name in it. */
  | { readonly kind: 'tests'; readonly file: string; readonly only: string | null };

/** A pipeline, by its entry script and what was chosen for its launch. */
export interface PipelineWork {
  readonly kind: 'pipeline';
  readonly options: LaunchOptions;
}

/** The whole command line of a work, its program first. Never a value of a secret. */
export function workCommand(work: Work, program: string): readonly string[] {
  switch (work.kind) {
    case 'pipeline':
      return commandLine(program, work.options);
    case 'terminal':
      return [work.shell];
    case 'tests':
      return [program, 'test', work.file, ...only(work.only)];
  }
}

/** nf-test takes a test's name for a tag of it, and a comma for the end of a tag (0.9.5). */
function only(name: string | null): readonly string[] {
  return name === null || name.includes(',') ? [] : ['--tag', name];
}
