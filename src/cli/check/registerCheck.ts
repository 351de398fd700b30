import { type Command, InvalidArgumentError, Option } from 'commander';
import { say } from '../shared/say.ts';
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
      .description('Find problems with secrets in the runs of a folder’s entry scripts.')
      .argument('<folder>', 'the folder from which the pipelines are launched')
      .option('--entry <script...>', 'check only these entry scripts, relative to the folder', [])
      .option('--profile <names>', 'profiles, as for nextflow run -profile', separated, [])
      .option('--all-profiles', 'check the configs of all profiles', false)
      .option('--config <file...>', 'additional configs, as for nextflow run -c', [])
      .addOption(
        new Option('--known <names>', 'the defined secrets, for example DB_USER,DB_PASSWORD')
          .argParser(namesOf)
          .conflicts(['seqera', 'store']),
      )
      .addOption(
        new Option(
          '--known-file <file>',
          'a file with the defined secrets, one name per line',
        ).conflicts(['seqera', 'store']),
      ),
  )
    .addOption(
      new Option('--format <format>', 'json prints one object per line, github prints annotations')
        .choices(checkFormats)
        .default('text'),
    )
    .addHelpText('after', help)
    .action(async (folder: string, options: CheckOptions) => {
      process.exitCode = await check(folder, options);
    });
}

const help = `
A run reads its entry script, the includes, the templates and the configs. It uses the profiles of
--profile, or the profile standard if there are none. Paths are relative to the current folder.
Without --known, --known-file, --store or --seqera, no secret is reported as missing.
${seqeraHelp}

Exit status: 0 no errors, 1 errors, 2 a file or store could not be read.`;

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
