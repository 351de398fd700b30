import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { fileUri } from '../core/nextflow/fileUri.ts';
import { failureText } from './shared/failureText.ts';
import { readCatalog } from './shared/readCatalog.ts';
import { addStoreOptions, seqeraHelp, type StoreOptions } from './shared/storeOptions.ts';

interface ListOptions extends StoreOptions {
  readonly format: 'text' | 'json';
}

/** Adds `list`: the names that a store has. */
export function registerList(program: Command): void {
  addStoreOptions(
    program
      .command('list')
      .description('List the secret names of a store, by default the store of Nextflow.'),
  )
    .addOption(
      new Option('--format <format>', 'json prints one object a line')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText('after', `${seqeraHelp}\n\nNo value is read.\n\nExit status: 0 listed, 2 not.`)
    .action(async (options: ListOptions) => {
      process.exitCode = await list(options);
    });
}

async function list(options: ListOptions): Promise<number> {
  const chosen =
    options.seqera === undefined ? { store: 'nextflow' as const, ...options } : options;
  const catalog = await readCatalog(chosen, { env: process.env, folder: fileUri(resolve('.')) });
  if (!catalog?.ok) {
    process.stderr.write(catalog ? `nextflow-secrets: ${failureText(catalog.error)}\n` : '');
    return 2;
  }
  const rows = catalog.value.names.flatMap(name => {
    const found = catalog.value.resolve(name);
    return found.kind === 'found'
      ? [{ name, scope: found.winner.scope.kind, store: found.winner.store }]
      : [];
  });
  process.stdout.write(
    rows
      .map(row => (options.format === 'json' ? JSON.stringify(row) : row.name))
      .map(line => `${line}\n`)
      .join(''),
  );
  return 0;
}
