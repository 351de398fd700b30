import * as l10n from '@vscode/l10n';
import type { PlanUse } from '../../arrival/consequence.ts';
import { listed, plural } from '../../count.ts';
import { storeNames } from '../../secrets/storeFacts.ts';
import { referencesText } from '../../words/referencesText.ts';
import { scopeName } from '../../words/scopeName.ts';
import { waitingReasons, waitingText } from '../../words/waitingText.ts';
import { replacingConfigs } from '../launch/commandLine.ts';
import { scriptLabel, shortScriptLabel } from '../launch/scriptLabel.ts';
import { formatWords } from '../launch/shellWords.ts';
import { backendLines, targetLabel } from './targetLabel.ts';
import type { AbsentSecret, ConfigReading, Plan, PlanGap, PlannedSecret } from './plan.ts';

/** A plan's heart in a line, what is amiss before where it runs: `Run main.nf with 3 secrets, 1 missing, on Slurm`. */
export function planTitle(plan: Plan): string {
  const missing = plan.absent.filter(
    ({ why, optional }) => why.kind === 'missing' && !optional,
  ).length;
  const made = plan.published.some(({ canary }) => canary);
  const what = withSecrets(actionOf(plan), plan.published.length, made);
  const { target } = plan.backend;
  const where = targetLabel(target);
  return target.kind === 'local'
    ? missing > 0
      ? l10n.t('{0}, {1} missing', what, missing)
      : what
    : missing > 0
      ? l10n.t('{0}, {1} missing, on {2}', what, missing, where)
      : l10n.t('{0} on {1}', what, where);
}

function withSecrets(action: string, number: number, made: boolean): string {
  return made
    ? plural(
        number,
        l10n.t('{0} with 1 made-up secret', action),
        l10n.t('{0} with {1} made-up secrets', action, number),
        l10n.t('{0} with no made-up secrets', action),
      )
    : plural(
        number,
        l10n.t('{0} with 1 secret', action),
        l10n.t('{0} with {1} secrets', action, number),
        l10n.t('{0} with no secrets', action),
      );
}

function actionOf({ kind, test, options, folder }: Plan): string {
  const script = shortScriptLabel(options.script, folder);
  switch (kind) {
    case 'pipeline':
      return `${test ? l10n.t('Test') : l10n.t('Run')} ${script}`;
    case 'terminal':
      return folder.name === null
        ? l10n.t('Open a terminal')
        : l10n.t('Open a terminal in {0}', folder.name);
    case 'tests':
      return l10n.t('Run tests of {0}', script);
  }
}

/** A quiet line for a planned secret: `yours, overrides workspace · 3 references`. */
export function plannedLine({ winner, shadowed, uses, form, canary }: PlannedSecret): string {
  const overrides = shadowed.map(({ scope }) => scopeName(scope)).join(', ');
  return [
    canary === true
      ? l10n.t('made up for this run')
      : overrides === ''
        ? scopeName(winner.scope)
        : l10n.t('{0}, overrides {1}', scopeName(winner.scope), overrides),
    referencesText(uses.length),
    ...(form === 'escaped' ? [l10n.t('escaped to arrive exactly')] : []),
  ].join(' · ');
}

/** Why a secret is not among those of a run: `missing`, `not known: your secrets are being read`. */
export function absentLine(secret: AbsentSecret): string {
  switch (secret.why.kind) {
    case 'missing':
      return lacking(secret, secret.why.similar.join(', '));
    case 'withheld':
      return l10n.t('left out by you');
    case 'write-only':
      return l10n.t('only {0} has it', storeNames[secret.why.store]);
    case 'unknown':
      return l10n.t('not known: {0}', waitingReasons(secret.why.waitingFor));
  }
}

function lacking({ optional, why }: AbsentSecret, similar: string): string {
  const away = why.kind === 'missing' && why.away;
  const what = away ? l10n.t('not in this browser') : optional ? l10n.t('not set') : 'missing';
  return similar === '' ? what : l10n.t('{0} · there is {1}', what, similar);
}

/** The same in the little room of a row. */
export function absentBrief(secret: AbsentSecret): string {
  const { why } = secret;
  switch (why.kind) {
    case 'missing':
      return lacking(secret, why.similar.length === 0 ? '' : listed(why.similar, 2));
    case 'withheld':
      return l10n.t('left out by you');
    case 'write-only':
      return l10n.t('only {0} has it', storeNames[why.store]);
    case 'unknown': {
      const failed = why.waitingFor.find(({ state }) => state.kind === 'failed');
      return l10n.t('not known: {0}', waitingText(failed ? [failed] : why.waitingFor.slice(0, 1)));
    }
  }
}

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
    ...section(l10n.t('Left out by you'), absent(withheld)),
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

function fateText({ kind }: Plan, fate: PlanOutcome): string {
  switch (fate.kind) {
    case 'open':
      return l10n.t('Nothing has been done yet.');
    case 'dropped':
      return l10n.t('Nothing was done. This launch was not started.');
    case 'begun': {
      const what = { pipeline: 'run', tests: l10n.t('test run'), terminal: 'terminal' }[kind];
      return l10n.t(
        '**This run has started** as the {0} {1}. The Runs view shows its progress.',
        what,
        code(fate.run),
      );
    }
  }
}

/** What the run takes the folder for that it starts in. */
function folderLines({ kind, folder, options }: Plan): readonly string[] {
  if (kind !== 'pipeline') {
    return [];
  }
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
        'as its files say. Anything they compute from the params of this launch is known only at run time, because `nextflow config` accepts no params.',
      )
    : l10n.t(
        'as its files say. Anything they compute is known only at run time, because `nextflow config` did not print it: {0}',
        because.reason,
      );
}

/** What is not known of a run at one place: `what main.nf includes by a computed path`. */
export function gapText({ kind, at, target }: PlanGap): string {
  const verb = {
    module: 'includes',
    config: l10n.t('includes as a config'),
    template: l10n.t('takes as a template'),
  };
  return target === null
    ? l10n.t('what {0} {1} by a computed path', code(at), verb[kind])
    : l10n.t('{0}, which {1} {2} and which was not found', code(target), code(at), verb[kind]);
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
