#!/usr/bin/env node
import { Command } from 'commander';
import { endDescendants } from './endDescendants.ts';
import { refuseOldNode } from './refuseOldNode.ts';
import { surviveFaults } from './surviveFaults.ts';

const program = new Command('nextflow-secrets').description(
  'Check and clean up the secrets of Nextflow pipelines, in terminals and CI.',
);

/** What a wrong option or argument ends with: 1 means that something was found. */
const usageError = 2;

// Before the commands are made, which take it over.
program.exitOverride(({ exitCode }) => {
  process.exit(exitCode === 0 ? 0 : usageError);
});

/** The commands, each read when it is asked for: most of what one needs no other does. */
const commands = {
  scan: async () => (await import('./registerScan.ts')).registerScan,
  check: async () => (await import('./check/registerCheck.ts')).registerCheck,
  list: async () => (await import('./registerList.ts')).registerList,
  clean: async () => (await import('./registerClean.ts')).registerClean,
  canary: async () => (await import('./registerCanary.ts')).registerCanary,
};

/** Tells the program of the command that it is called with, or else, say for its help, of all. */
async function register(called = ''): Promise<void> {
  for (const [name, read] of Object.entries(commands)) {
    if (name === called || !Object.hasOwn(commands, called)) {
      (await read())(program);
    }
  }
}

refuseOldNode();
surviveFaults();
// A reader that closes early, say `| head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});
// Each command words its own failures.
void register(process.argv[2])
  .then(() => program.parseAsync())
  .finally(endDescendants);
