import { once } from 'node:events';
import { type Command, Option } from 'commander';
import {
  type PipelineFile,
  pipelineFiles,
  type Unreadable,
} from '../adapters/files/pipelineFiles.ts';
import { naturalOrder } from '../core/naturalOrder.ts';
import { referencesIn } from '../core/nextflow/files/referencesIn.ts';
import { LineMap, type LineRange } from '../core/nextflow/groovy/span.ts';
import type { Reference } from '../core/nextflow/scan/reference.ts';
import { secretWords } from '../core/nextflow/secretWords.ts';
import { printable } from '../core/words/printable.ts';
import { say } from './shared/say.ts';

/** One reference as it is printed: lines and columns from 1, columns in UTF-16 units. */
interface Row extends LineRange {
  readonly file: string;
  readonly kind: Reference['kind'];
  readonly name: string | null;
}

/** Adds `scan <folder>`: every place in a folder's pipelines that names a secret. */
export function registerScan(program: Command): void {
  program
    .command('scan')
    .description('List all references to secrets in the scripts and configs of a folder.')
    .argument('<folder>', 'a folder with one or more pipelines')
    .addOption(
      new Option('--format <format>', 'json prints one object per line')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      '\nExit status: 0 done, 1 a file could not be read, 2 the folder does not exist.',
    )
    .action(async (folder: string, { format }: { format: 'text' | 'json' }) => {
      process.exitCode = await scan(folder, format);
    });
}

async function scan(folder: string, format: 'text' | 'json'): Promise<number> {
  let status = 0;
  const rows: Row[] = [];
  try {
    const unreadable = ({ path, reason }: Unreadable): void => {
      say(`cannot read ${path} (${reason})`);
      status = 1;
    };
    const files = pipelineFiles(folder, unreadable, secretWords);
    for (const file of files) {
      for (const row of rowsOf(file)) {
        if (format === 'json') {
          await print(`${JSON.stringify(row)}\n`);
        } else {
          rows.push(row);
        }
      }
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`cannot read the folder ${folder}: ${reason}`);
    return 2;
  }
  if (format === 'text') {
    await print(asText(rows));
  }
  return status;
}

function* rowsOf(file: PipelineFile): Generator<Row> {
  // A byte order mark is no character to an editor, so it takes no column.
  const text = file.text.replace(/^\ufeff/, '');
  const lines = new LineMap(text);
  for (const { kind, name, span } of referencesIn(text, file.kind)) {
    yield { file: file.path, kind, name, ...lines.range(span) };
  }
}

function asText(rows: readonly Row[]): string {
  const names = [...new Set(rows.map(({ name }) => name))].sort((a, b) =>
    naturalOrder(a ?? '\uffff', b ?? '\uffff'),
  );
  const words = { property: 'secrets.', directive: 'secret ', configDirective: 'process.secret ' };
  return names
    .map(name => {
      const places = rows.filter(row => row.name === name);
      const lines = places.map(
        ({ file, line, column, kind }) =>
          `  ${printable(`${file}:${line}:${column}  ${words[kind]}${name ?? '…'}`)}`,
      );
      return `${printable(name ?? '(known only at run time)')}\n${lines.join('\n')}\n`;
    })
    .join('');
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) {
    await once(process.stdout, 'drain');
  }
}
