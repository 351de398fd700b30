import * as l10n from '@vscode/l10n';
import { listed, plural } from '../../count.ts';
import { computePlatformName } from '../../seqera/computeEnvironment.ts';
import type { Preflight, PreflightName, PreflightState } from '../../seqera/launch/preflight.ts';
import { failureMessage } from '../../words/failureMessage.ts';
import { referencesText } from '../../words/referencesText.ts';
import type { Row } from '../row.ts';

/** A row of the launchpad's check, as data. */
export interface PreflightNode extends Row<PreflightNode> {
  readonly tooltip: string;
  /** `missing`: a secret can be added; `selection`: a launch can have another selection. */
  readonly kind: 'pipeline' | 'missing' | 'selection' | 'detail';
  /** The pipeline of the launchpad that the row is about. */
  readonly launchpad: string;
  /** The secret that the row is about. */
  readonly name: string | null;
}

/** The launchpad's pipelines, those that something is amiss with first, each with its names. */
export function preflightTree(checked: readonly Preflight[]): readonly PreflightNode[] {
  return [...checked]
    .sort((a, b) => problemsOf(b).length - problemsOf(a).length)
    .map(one => pipelineNode(one));
}

/** States in which a launch as saved does not give a run what its code names. */
const broken: readonly PreflightState[] = ['missing', 'not-selected', 'gone'];

function problemsOf({ names }: Preflight): readonly PreflightName[] {
  return names.filter(({ state, optional }) => broken.includes(state) && !optional);
}

function pipelineNode(checked: Preflight): PreflightNode {
  const { pipeline, failure, names, code } = checked;
  const problems = problemsOf(checked).length;
  const wrong = problems > 0 || checked.withoutSecrets;
  const order: readonly PreflightState[] = [...broken, 'unknown', 'other-scope', 'unused', 'fine'];
  const rank = ({ state, optional }: PreflightName): number =>
    order.indexOf(state) + (optional ? 3 : 0);
  const parts = [
    failure === null ? stateText(checked, problems) : failureMessage(failure),
    ...(code === 'closed' ? [l10n.t('its code is not open here')] : []),
    pipeline.source?.name ?? '',
  ];
  return node({
    id: pipeline.id,
    label: pipeline.name,
    description: parts.filter(part => part !== '').join(' · '),
    tooltip: pipeline.repository,
    icon: failure ? 'question' : wrong ? 'error' : 'pass',
    color: failure ? null : wrong ? 'list.errorForeground' : 'testing.iconPassed',
    kind: 'pipeline',
    launchpad: pipeline.id,
    name: null,
    children: [
      ...environmentRow(checked),
      ...[...names]
        .sort((a, b) => rank(a) - rank(b))
        .map(name => nameNode(pipeline.id, name, checked.code === 'partly')),
    ],
  });
}

function stateText({ names, withoutSecrets }: Preflight, problems: number): string {
  if (names.length === 0) {
    return l10n.t('no secrets');
  }
  const all = problems + (withoutSecrets ? 1 : 0);
  return plural(all, l10n.t('1 problem'), l10n.t('{0} problems', all), l10n.t('no problems'));
}

function environmentRow({
  pipeline,
  environment,
  withoutSecrets,
}: Preflight): readonly PreflightNode[] {
  return withoutSecrets && environment
    ? [
        node({
          id: `${pipeline.id}/environment`,
          label: environment.name,
          description: l10n.t(
            'runs on {0} get no secrets from the Platform',
            computePlatformName(environment.platform),
          ),
          tooltip: l10n.t(
            'Choose a compute environment on AWS, Google Cloud or a cluster at the launch.',
          ),
          icon: 'error',
          color: 'list.errorForeground',
          kind: 'selection',
          launchpad: pipeline.id,
          name: null,
          children: [],
        }),
      ]
    : [];
}

function nameNode(launchpad: string, name: PreflightName, partly: boolean): PreflightNode {
  const { state, optional, references } = name;
  const text = nameText(name, partly);
  const used = references === 0 ? '' : referencesText(references);
  const description = [
    text,
    used,
    ...(optional && broken.includes(state) ? [l10n.t('optional')] : []),
  ]
    .filter(part => part !== '')
    .join(' · ');
  return node({
    id: `${launchpad}/${name.name}`,
    label: name.name,
    description,
    tooltip: fixText(state),
    ...lookOf(state, optional),
    kind: state === 'missing' || state === 'gone' ? 'missing' : kindOf(state),
    launchpad,
    name: name.name,
    children: [],
  });
}

function kindOf(state: PreflightState): 'selection' | 'detail' {
  return state === 'fine' || state === 'unknown' ? 'detail' : 'selection';
}

function nameText({ state, similar }: PreflightName, partly: boolean): string {
  switch (state) {
    case 'fine':
      return l10n.t('selected');
    case 'missing':
      return similar.length === 0
        ? l10n.t('missing on the Platform')
        : l10n.t('missing on the Platform · there is {0}', listed(similar, 2));
    case 'not-selected':
      return l10n.t('exists, but is not selected');
    case 'other-scope':
      return l10n.t('selected from the scope that is overridden');
    case 'gone':
      return l10n.t('selected, but does not exist');
    case 'unused':
      return partly
        ? l10n.t('selected, but not used by the code that could be read')
        : l10n.t('selected, but not used by the code');
    case 'unknown':
      return l10n.t('not known: secrets cannot be listed');
  }
}

/** What mends it. */
function fixText(state: PreflightState): string {
  switch (state) {
    case 'missing':
      return l10n.t('Press Enter to add it on the Platform.');
    case 'gone':
      return l10n.t(
        'Press Enter to add it again, or take it out of the selection on the pipeline’s page.',
      );
    case 'not-selected':
    case 'other-scope':
    case 'unused':
      return l10n.t(
        'Press Enter to launch with exactly the secrets that the code names. To change the selection for everybody, use the page of the pipeline on the Platform.',
      );
    case 'fine':
    case 'unknown':
      return '';
  }
}

function lookOf(state: PreflightState, optional: boolean): Pick<PreflightNode, 'icon' | 'color'> {
  if (broken.includes(state)) {
    return optional
      ? { icon: 'info', color: null }
      : { icon: 'error', color: 'list.errorForeground' };
  }
  switch (state) {
    case 'other-scope':
    case 'unused':
      return { icon: 'warning', color: 'list.warningForeground' };
    case 'unknown':
      return { icon: 'question', color: 'disabledForeground' };
    default:
      return { icon: 'key', color: null };
  }
}

function node(parts: Omit<PreflightNode, 'spoken'>): PreflightNode {
  const { label, description } = parts;
  return { ...parts, spoken: `${label}, ${description.replaceAll(' · ', ', ')}` };
}
