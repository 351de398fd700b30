import type { PlanUse } from '../../arrival/consequence.ts';
import { countOrNone, listed } from '../../count.ts';
import { scopeName } from '../../words/scopeName.ts';
import { waitingReasons, waitingText } from '../../words/waitingText.ts';
import { scriptLabel, shortScriptLabel } from '../launch/scriptLabel.ts';
import { formatWords } from '../launch/shellWords.ts';
import { backendLines, targetLabel } from './backendText.ts';
import type { AbsentSecret, Plan, PlanGap, PlannedSecret } from './plan.ts';

/** A plan's heart in a line, what is amiss before where it runs: `Run main.nf with 3 secrets, 1 missing, on Slurm`. */
export function planTitle(plan: Plan): string {
  const missing = plan.absent.filter(
    ({ why, optional }) => why.kind === 'missing' && !optional,
  ).length;
  const made = plan.published.some(({ canary }) => canary);
  const secrets = countOrNone(plan.published.length, made ? 'made-up secret' : 'secret');
  const { target } = plan.backend;
  const lack = missing > 0 ? `, ${missing} missing` : '';
  const where =
    target.kind === 'local' ? '' : `${missing > 0 ? ',' : ''} on ${targetLabel(target)}`;
  return `${actionOf(plan)} with ${secrets}${lack}${where}`;
}

function actionOf({ kind, test, options, folder }: Plan): string {
  const script = shortScriptLabel(options.script, folder);
  switch (kind) {
    case 'pipeline':
      return `${test ? 'Test' : 'Run'} ${script}`;
    case 'terminal':
      return folder.name === null ? 'Open a terminal' : `Open a terminal in ${folder.name}`;
    case 'tests':
      return `Run tests of ${script}`;
  }
}

/** A quiet line for a planned secret: `yours, overrides workspace · 3 references`. */
export function plannedLine({ winner, shadowed, uses, form, canary }: PlannedSecret): string {
  const overrides = shadowed.map(({ scope }) => scopeName(scope)).join(', ');
  return [
    canary === true
      ? 'made up for this run'
      : `${scopeName(winner.scope)}${overrides === '' ? '' : `, overrides ${overrides}`}`,
    uses.length === 0 ? 'added by you' : countOrNone(uses.length, 'reference'),
    ...(form === 'escaped' ? ['escaped to arrive exactly'] : []),
  ].join(' · ');
}

/** Why a secret is not among those of a run: `missing`, `not known: your secrets are being read`. */
export function absentLine(secret: AbsentSecret): string {
  switch (secret.why.kind) {
    case 'missing':
      return lacking(secret, secret.why.similar.join(', '));
    case 'withheld':
      return 'left out by you';
    case 'unknown':
      return `not known: ${waitingReasons(secret.why.waitingFor)}`;
  }
}

function lacking({ optional, why }: AbsentSecret, similar: string): string {
  const away = why.kind === 'missing' && why.away;
  const what = away ? 'not in this browser' : optional ? 'not set' : 'missing';
  return similar === '' ? what : `${what} · there is ${similar}`;
}

/** The same in the little room of a row. */
export function absentBrief(secret: AbsentSecret): string {
  const { why } = secret;
  switch (why.kind) {
    case 'missing':
      return lacking(secret, why.similar.length === 0 ? '' : listed(why.similar, 2));
    case 'withheld':
      return 'left out by you';
    case 'unknown': {
      const failed = why.waitingFor.find(({ state }) => state.kind === 'failed');
      return `not known: ${waitingText(failed ? [failed] : why.waitingFor.slice(0, 1))}`;
    }
  }
}

/** What became of a plan. */
export type PlanFate =
  | { readonly kind: 'open' }
  /** It is being carried out, or was. */
  | { readonly kind: 'begun'; readonly run: string }
  /** It was given up, or could not be started. */
  | { readonly kind: 'dropped' };

/** The whole plan as Markdown, for people to read before anything of it happens, and after. */
export function planText(plan: Plan, fate: PlanFate = { kind: 'open' }): string {
  const withheld = plan.absent.filter(({ why }) => why.kind === 'withheld');
  const lacking = plan.absent.filter(({ why }) => why.kind !== 'withheld');
  const sections = {
    missing: lacking.filter(({ optional }) => !optional),
    optional: lacking.filter(({ optional }) => optional),
  };
  return [
    `# ${planTitle(plan)}`,
    fateText(plan, fate),
    ...section('What runs', plan.scripts ? [plan.scripts.text] : []),
    ...section(`Published for this run`, published(plan)),
    ...section('Missing', absent(sections.missing)),
    ...section('Optional, and not there', absent(sections.optional)),
    ...section('Left out by you', absent(withheld)),
    ...section('Known only at run time', dynamic(plan)),
    ...section('Named elsewhere in this folder, not published', elsewhere(plan)),
    ...section('Not published', available(plan)),
    ...section('Where it runs', [...folderLines(plan), ...backendLines(plan)]),
    ...section('Command', ['```sh', formatWords(plan.command), '```']),
  ].join('\n\n');
}

function fateText({ kind }: Plan, fate: PlanFate): string {
  switch (fate.kind) {
    case 'open':
      return 'Nothing of this has happened yet.';
    case 'dropped':
      return 'Nothing of this has happened, and it will not: it was not started.';
    case 'begun': {
      const what = { pipeline: 'run', tests: 'test run', terminal: 'terminal' }[kind];
      return `**This has begun** as the ${what} ${code(fate.run)}. The Runs view shows how it goes.`;
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
    `- **Starts in** ${code(folder.path)}: relative paths in parameters, \`work\` and \`.nextflow.log\` are of this folder.`,
    ...(own !== ''
      ? [
          `- **Configs**: ${code(`${own}/nextflow.config`)}, then ${code('nextflow.config')} of the folder that it starts in, where they are.`,
        ]
      : []),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')];
}

function published(plan: Plan): string[] {
  if (plan.published.length === 0) {
    return ['No secret: the pipeline refers to none that is defined.'];
  }
  return plan.published.flatMap(secret => [
    `- **${code(secret.name)}** ${plannedLine(secret)}`,
    ...(secret.uses.length === 0 ? [] : [`  - read in ${places(secret.uses)}`]),
    ...(secret.waitingFor.length === 0
      ? []
      : [`  - may be overridden: ${waitingReasons(secret.waitingFor)}`]),
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
  const lines = plan.dynamic.map(({ at }) => `- a name that is computed, in ${at}`);
  lines.push(...plan.gaps.map(gap => `- ${gapText(gap)}`));
  if (!plan.complete && plan.gaps.length === 0) {
    lines.push('- an include or a config that is computed: every file of the folder was looked at');
  }
  return lines.length === 0 ? [] : [...lines, '', 'Add the secrets that these may read.'];
}

/** What is not known of a run at one place: `what main.nf includes by a computed path`. */
export function gapText({ kind, at, target }: PlanGap): string {
  const verb = {
    module: 'includes',
    config: 'includes as a config',
    template: 'takes as a template',
  };
  return target === null
    ? `what ${code(at)} ${verb[kind]} by a computed path`
    : `${code(target)}, which ${code(at)} ${verb[kind]} and which was not found`;
}

/** Other pipelines of the folder refer to them, or files that a computed path may lead to. */
function elsewhere({ elsewhere: names }: Plan): string[] {
  return names.length === 0
    ? []
    : [`${names.map(code).join(', ')}: files refer to them that are no part of this run.`];
}

function available({ available: records, elsewhere: others }: Plan): string[] {
  const names = records.map(({ name }) => name).filter(name => !others.includes(name));
  return names.length === 0 ? [] : [`${names.map(code).join(', ')}: nothing refers to them.`];
}

function places(uses: readonly PlanUse[]): string {
  return [...new Set(uses.map(({ at }) => code(at)))].join(', ');
}

/** Text as it is, whatever it holds: names and paths are not ours to trust. */
function code(text: string): string {
  return text.includes('`') || text.includes('\n') ? JSON.stringify(text) : `\`${text}\``;
}
