import * as l10n from '@vscode/l10n';
import { listed, plural, shortened } from '../../count.ts';
import { parseSecretName } from '../../secrets/secretName.ts';
import { computePlatformName } from '../../seqera/computeEnvironment.ts';
import type {
  SelectedSecret,
  SeqeraPlan,
  UnselectedSecret,
} from '../../seqera/launch/seqeraPlan.ts';
import { withoutSignIn } from '../../seqera/launch/webUrl.ts';
import { referencesText } from '../../words/referencesText.ts';
import { platformSecrets } from '../../words/scopeName.ts';
import { waitingReasons } from '../../words/waitingText.ts';
import { consequenceDetail, gravestFirst, line, missingIcon } from '../plan/consequenceDetail.ts';
import type { PlanRow, PlanSection } from '../plan/planRow.ts';
import { type SeqeraRemark, warningRemark } from './warningRemark.ts';

/** The whole in a line: `Launch genomics/rnaseq on cloud-batch with 3 secrets, 1 missing`. */
export function seqeraPlanTitle({ launch, environment, selected, unselected }: SeqeraPlan): string {
  const missing = unselected.filter(
    ({ why, optional }) => why.kind === 'missing' && !optional,
  ).length;
  const { length } = selected;
  const pipeline = withoutSignIn(launch.pipeline).replace(/^https?:\/\/[^/]+\//, '');
  const { name } = environment;
  const title = plural(
    length,
    l10n.t('Launch {0} on {1} with 1 secret', pipeline, name),
    l10n.t('Launch {0} on {1} with {2} secrets', pipeline, name, length),
    l10n.t('Launch {0} on {1} with no secrets', pipeline, name),
  );
  return missing === 0 ? title : l10n.t('{0}, {1} missing', title, missing);
}

/** The plan as a list to tick: what will go wrong first, then what the run gets. */
export function seqeraPlanRows(plan: SeqeraPlan): readonly PlanSection[] {
  const { unselected, selected, unused, warnings } = plan;
  const of = (kind: UnselectedSecret['why']['kind']): readonly UnselectedSecret[] =>
    unselected.filter(({ why }) => why.kind === kind);
  const remarks = warnings.map(warning => warningRemark(warning, plan.environment));
  const sections = [
    { title: l10n.t('Notes'), rows: remarks.map(remarkRow) },
    {
      title: l10n.t('Missing on the Platform'),
      rows: gravestFirst(of('missing').filter(({ optional }) => !optional)).map(missingRow),
    },
    { title: l10n.t('Not known, so not selected'), rows: of('unknown').map(unknownRow) },
    {
      title: l10n.t('Selected for this run'),
      rows: [...selected.map(selectedRow), ...of('withheld').map(withheldRow)],
    },
    {
      title: l10n.t('Optional'),
      rows: of('missing')
        .filter(({ optional }) => optional)
        .map(missingRow),
    },
    { title: l10n.t('Runs on'), rows: [environmentRow(plan)] },
    {
      title: l10n.t('Selected, not used'),
      rows: unused.filter(({ saved }) => saved).map(unusedRow),
    },
    {
      title: l10n.t('Not referenced'),
      rows: unused.filter(({ saved }) => !saved).map(unusedRow),
    },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

/** Say `your secrets, overrides the workspace’s · 2 references`. */
function selectedLine({ scope, inBoth, uses, savedIn }: SelectedSecret): string {
  return [
    inBoth
      ? l10n.t('{0}, overrides the workspace’s', platformSecrets(scope))
      : platformSecrets(scope),
    referencesText(uses.length),
    ...(savedIn === 'not-selected' ? [l10n.t('exists, but is not selected in the launchpad')] : []),
    ...(savedIn === 'other-scope'
      ? [l10n.t('selected in the launchpad from the other scope')]
      : []),
  ].join(' · ');
}

/** Why the run does not get a secret that its code names. */
function unselectedLine({ why }: UnselectedSecret): string {
  switch (why.kind) {
    case 'missing':
      return why.similar.length === 0
        ? l10n.t('missing')
        : l10n.t('missing · there is {0}', listed(why.similar, 2));
    case 'withheld':
      return l10n.t('skipped by you');
    case 'unknown':
      return l10n.t('not known: {0}', waitingReasons(why.waitingFor));
  }
}

const nothingMore = { detail: null, explanation: '' } as const;

function remarkRow({ severity, text, brief }: SeqeraRemark): PlanRow {
  return {
    icon: severity,
    label: shortened(brief ?? text, line),
    description: '',
    detail: null,
    explanation: text,
    secret: null,
  };
}

function selectedRow(secret: SelectedSecret): PlanRow {
  return {
    icon: 'key',
    label: secret.name,
    description: selectedLine(secret),
    ...nothingMore,
    secret: { name: secret.name, group: secret.uses.length === 0 ? 'other' : 'referenced' },
  };
}

function withheldRow(secret: UnselectedSecret): PlanRow {
  return unselectedRow(secret, 'key', unselectedLine(secret), 'referenced');
}

function unknownRow(secret: UnselectedSecret): PlanRow {
  return unselectedRow(secret, 'question', unselectedLine(secret), 'unknown');
}

function missingRow(secret: UnselectedSecret): PlanRow {
  const way = parseSecretName(secret.name).ok
    ? l10n.t('select it to add it now')
    : l10n.t('not a valid secret name');
  const description = `${unselectedLine(secret)} · ${way}`;
  return unselectedRow(secret, missingIcon(secret), description, 'missing');
}

function unselectedRow(
  { name, consequences }: UnselectedSecret,
  icon: string,
  description: string,
  group: NonNullable<PlanRow['secret']>['group'],
): PlanRow {
  const detail = consequenceDetail(consequences);
  return { icon, label: name, description, ...detail, secret: { name, group } };
}

function unusedRow({ record: { name, scope } }: SeqeraPlan['unused'][number]): PlanRow {
  return {
    icon: 'key',
    label: name,
    description: platformSecrets(scope.kind),
    ...nothingMore,
    secret: { name, group: 'other' },
  };
}

function environmentRow({ environment, launch }: SeqeraPlan): PlanRow {
  return {
    icon: 'server-environment',
    label: environment.name,
    description: [
      computePlatformName(environment.platform),
      ...(environment.region === null ? [] : [environment.region]),
      launch.workDir,
      ...(launch.revision === null ? [] : [launch.revision]),
    ].join(' · '),
    ...nothingMore,
    secret: null,
  };
}
