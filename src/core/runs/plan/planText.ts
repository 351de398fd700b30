import * as l10n from '@vscode/l10n';
import type { PlanUse } from '../../arrival/consequence.ts';
import { waitingReasons } from '../../words/waitingText.ts';
import { replacingConfigs } from '../launch/commandLine.ts';
import { scriptLabel } from '../launch/scriptLabel.ts';
import { formatWords } from '../launch/shellWords.ts';
import type { Work } from '../launch/work.ts';
import { backendLines } from './backendLines.ts';
import type { AbsentSecret, ConfigReading, Plan, PlanGap } from './plan.ts';
import { absentLine, plannedLine } from './plannedLine.ts';
import { planTitle } from './planTitle.ts';

/** What became of a plan. */
export type PlanOutcome =
  | { readonly kind: 'open' }
  /** It is being carried out, or was. */
  | { readonly kind: 'begun'; readonly run: string }
  /** It was given up, or could not be started. */
  | { readonly kind: 'dropped' };

/** The whole plan as Markdown, for people to read before anything of it happens, and after. */
export function planText(plan: Plan, fate: PlanOutcome = { kind: 'open' }): string {
  const withheld = plan.absent.filter(({ why }) => why.kind === 'withheld');
  const lacking = plan.absent.filter(({ why }) => why.kind !== 'withheld');
  const sections = {
    missing: lacking.filter(({ optional }) => !optional),
    optional: lacking.filter(({ optional }) => optional),
  };
  return [
    `# ${planTitle(plan)}`,
    fateText(plan, fate),
    ...section(l10n.t('What runs'), plan.scripts ? [plan.scripts.text] : []),
    ...section(l10n.t('Published for this run'), published(plan)),
    ...section(l10n.t('Missing'), absent(sections.missing)),
    ...section(l10n.t('Optional, not set'), absent(sections.optional)),
    ...section(l10n.t('Skipped by you'), absent(withheld)),
    ...section(l10n.t('Known only at run time'), dynamic(plan)),
    ...section(l10n.t('Named elsewhere in this folder, not published'), elsewhere(plan)),
    ...section(l10n.t('Not published'), available(plan)),
    ...section(l10n.t('Where it runs'), [
      ...folderLines(plan),
      ...backendLines(plan),
      ...configLines(plan),
    ]),
    ...section(l10n.t('Command'), ['```sh', formatWords(plan.command), '```']),
  ].join('\n\n');
}

function fateText({ work }: Plan, fate: PlanOutcome): string {
  switch (fate.kind) {
    case 'open':
      return l10n.t('Nothing has been done yet.');
    case 'dropped':
      return l10n.t('Nothing was done. This launch was not started.');
    case 'begun':
      return begunText(work.kind, code(fate.run));
  }
}

function begunText(kind: Work['kind'], run: string): string {
  switch (kind) {
    case 'pipeline':
      return l10n.t(
        '**This run has started** as the run {0}. The Runs view shows its progress.',
        run,
      );
    case 'tests':
      return l10n.t(
        '**This run has started** as the test run {0}. The Runs view shows its progress.',
        run,
      );
    case 'terminal':
      return l10n.t(
        '**This run has started** as the terminal {0}. The Runs view shows its progress.',
        run,
      );
  }
}

/** What the run takes the folder for that it starts in. */
function folderLines({ folder, work }: Plan): readonly string[] {
  if (work.kind !== 'pipeline') {
    return [];
  }
  const { options } = work;
  const script = scriptLabel(options.script, { ...folder, name: null });
  const own = script.slice(0, Math.max(0, script.lastIndexOf('/')));
  return [
    l10n.t(
      '- **Starts in** {0}: relative paths in parameters start here, and `work` and `.nextflow.log` are created here.',
      code(folder.path),
    ),
    ...(own !== '' && replacingConfigs(options.extraArguments).length === 0
      ? [
          l10n.t(
            '- **Configs**: {0}, then {1} of the launch folder, where they exist.',
            code(`${own}/nextflow.config`),
            code('nextflow.config'),
          ),
        ]
      : []),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')];
}

function published(plan: Plan): string[] {
  if (plan.published.length === 0) {
    return [l10n.t('No secrets: the pipeline uses none that is defined.')];
  }
  return plan.published.flatMap(secret => [
    `- **${code(secret.name)}** ${plannedLine(secret)}`,
    ...(secret.uses.length === 0 ? [] : [`  - ${l10n.t('read in {0}', places(secret.uses))}`]),
    ...(secret.waitingFor.length === 0
      ? []
      : [`  - ${l10n.t('may be overridden: {0}', waitingReasons(secret.waitingFor))}`]),
    ...secret.consequences.map(({ text }) => `  - ${text}`),
  ]);
}

function absent(secrets: readonly AbsentSecret[]): string[] {
  return secrets.flatMap(secret => [
    `- **${code(secret.name)}** ${absentLine(secret)}`,
    ...secret.consequences.map(({ text }) => `  - ${text}`),
  ]);
}

function dynamic(plan: Plan): string[] {
  const lines = plan.dynamic.map(({ at }) => l10n.t('- a computed name, in {0}', at));
  lines.push(...plan.gaps.map(gap => `- ${gapText(gap)}`));
  if (!plan.complete && plan.gaps.length === 0) {
    lines.push(l10n.t('- a computed include or config: all files of the folder were read'));
  }
  return lines.length === 0 ? [] : [...lines, '', l10n.t('Add the secrets that they may read.')];
}

function configLines({ config }: Plan): string[] {
  switch (config.kind) {
    case 'files':
      return [];
    case 'asked':
      return [l10n.t('- **Config**: as printed by `nextflow config` for this launch.')];
    case 'assumed':
      return [l10n.t('- **Config**: {0}', assumedText(config))];
  }
}

/** What is said of a config that Nextflow did not print for a launch. */
export function assumedText({
  because,
}: Extract<ConfigReading, { readonly kind: 'assumed' }>): string {
  return because.kind === 'params'
    ? l10n.t(
        'as its files say. Anything they compute from the params of this launch is known only at run time, because `nextflow config` cannot be given all of them.',
      )
    : l10n.t(
        'as its files say. Anything they compute is known only at run time, because `nextflow config` did not print it: {0}',
        because.reason,
      );
}

/** What is not known of a run at one place: `what main.nf includes by a computed path`. */
export function gapText({ kind, at, target }: PlanGap): string {
  const place = code(at);
  const found = target === null ? null : code(target);
  switch (kind) {
    case 'module':
      return found === null
        ? l10n.t('what {0} includes by a computed path', place)
        : l10n.t('{0}, which {1} includes and which was not found', found, place);
    case 'config':
      return found === null
        ? l10n.t('what {0} includes as a config by a computed path', place)
        : l10n.t('{0}, which {1} includes as a config and which was not found', found, place);
    case 'template':
      return found === null
        ? l10n.t('what {0} takes as a template by a computed path', place)
        : l10n.t('{0}, which {1} takes as a template and which was not found', found, place);
  }
}

/** Other pipelines of the folder refer to them, or files that a computed path may lead to. */
function elsewhere({ elsewhere: names }: Plan): string[] {
  return names.length === 0
    ? []
    : [
        l10n.t(
          '{0}: used only by files that are not part of this run.',
          names.map(code).join(', '),
        ),
      ];
}

function available({ available: records, elsewhere: others }: Plan): string[] {
  const names = records.map(({ name }) => name).filter(name => !others.includes(name));
  return names.length === 0
    ? []
    : [l10n.t('{0}: nothing refers to them.', names.map(code).join(', '))];
}

function places(uses: readonly PlanUse[]): string {
  return [...new Set(uses.map(({ at }) => code(at)))].join(', ');
}

/** Text as it is, whatever it holds: names and paths are not ours to trust. */
function code(text: string): string {
  return text.includes('`') || text.includes('\n') ? JSON.stringify(text) : `\`${text}\``;
}
