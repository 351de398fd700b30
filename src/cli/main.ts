#!/usr/bin/env node
import { Command } from 'commander';
import { registerCheck } from './check/registerCheck.ts';
import { registerCanary } from './registerCanary.ts';
import { registerClean } from './registerClean.ts';
import { registerList } from './registerList.ts';
import { registerScan } from './registerScan.ts';
import { surviveFaults } from './surviveFaults.ts';

const program = new Command('nextflow-secrets').description(
  'The secrets of Nextflow pipelines, for terminals and CI.',
);
registerScan(program);
registerCheck(program);
registerList(program);
registerClean(program);
registerCanary(program);

surviveFaults();
// A reader that closes early, say `| head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});
void program.parseAsync(); // Each command words its own failures.
