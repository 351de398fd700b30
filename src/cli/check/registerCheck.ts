import { type Command, InvalidArgumentError, Option } from 'commander';
import { addStoreOptions, seqeraHelp } from '../shared/storeOptions.ts';
import { checkFolder } from './checkFolder.ts';
import { type CheckFormat, checkFormats, type CheckOptions } from './checkOptions.ts';
import type { CheckReport } from './checkReport.ts';
import { checkLines, checkRemarks, checkText, githubAnnotations } from './checkText.ts';
import { knownNames } from './knownNames.ts';
import { sarifLog } from './sarifLog.ts';

const status = { clean: 0, errors: 1, notChecked: 2 } as const;

/** Adds `check <folder>`: what the editor would find in the runs of a folder's pipelines. */
export function registerCheck(program: Command): void {
  addStoreOptions(
    program
      .command('check')
      .description('Find what is wrong with secrets in a run of each entry script of a folder.')
      .argument('<folder>', 'the folder that the pipelines are launched from')
      .option('--entry <script...>', 'only these entry scripts, relative to the folder', [])
      .option('--profile <names>', 'as nextflow run -profile', separated, [])
      .option('--all-profiles', 'whatever any profile would read', false)
      .option('--config <file...>', 'as nextflow run -c', [])
      .addOption(
        new Option('--known <names>', 'the secrets that there are, say DB_USER,DB_PASSWORD')
          .argParser(namesOf)
          .conflicts(['seqera', 'store']),
      )
      .addOption(
        new Option('--known-file <file>', 'the same, one name a line').conflicts([
          'seqera',
          'store',
        ]),
      ),
  )
    .addOption(
      new Option('--format <format>', 'json prints one object a line, github annotations')
        .choices(checkFormats)
        .default('text'),
    )
    .addHelpText('after', help)
    .action(async (folder: string, options: CheckOptions) => {
      process.exitCode = await check(folder, options);
    });
}

const help = `
A run reads its entry script, what that includes, its templates and its configs, those of the
profiles that are named, or of the profile standard where none is. Paths are relative to the current
folder. Where nobody says which secrets there are, none counts as missing.
${seqeraHelp}

Exit status: 0 no errors, 1 errors, 2 something could not be looked at.`;

async function check(folder: string, options: CheckOptions): Promise<number> {
  const checked = await checkFolder(folder, options, { env: process.env, from: process.cwd() });
  if (!checked.ok) {
    say(checked.error);
    return status.notChecked;
  }
  const report = checked.value;
  if (options.format !== 'sarif') {
    checkRemarks(report).forEach(say);
  }
  process.stdout.write(printed(report, options.format));
  if (report.findings.some(({ severity }) => severity === 'error')) {
    return status.errors;
  }
  return report.unreadable.length > 0 ? status.notChecked : status.clean;
}

function printed(report: CheckReport, format: CheckFormat): string {
  switch (format) {
    case 'text':
      return checkText(report);
    case 'json':
      return checkLines(report);
    case 'github':
      return githubAnnotations(report);
    case 'sarif':
      return `${JSON.stringify(sarifLog(report), null, 2)}\n`;
  }
}

function separated(text: string): readonly string[] {
  return text.split(',').filter(name => name !== '');
}

function namesOf(text: string): readonly string[] {
  try {
    return knownNames(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function say(text: string): void {
  process.stderr.write(`nextflow-secrets: ${text}\n`);
}
