import * as l10n from '@vscode/l10n';
import type { Consequence } from '../../arrival/consequence.ts';
import { listed, shortened } from '../../count.ts';
import { isCloudTarget } from '../../runs/backends/runTarget.ts';
import type { PlannedDelivery } from '../../runs/delivery/plannedDelivery.ts';
import { backendWarnings } from '../../runs/plan/backendWarnings.ts';
import { deliveryText } from '../../runs/plan/deliveryText.ts';
import type { AbsentSecret, Plan, PlanGap, PlannedSecret } from '../../runs/plan/plan.ts';
import { absentBrief, plannedLine } from '../../runs/plan/plannedLine.ts';
import { assumedText, gapText } from '../../runs/plan/planText.ts';
import { tasksLabel } from '../../runs/plan/targetLabel.ts';
import { targetReason } from '../../runs/plan/targetReason.ts';
import { parseSecretName } from '../../secrets/secretName.ts';
import type { SecretRecord } from '../../secrets/secretRecord.ts';
import { scopeName } from '../../words/scopeName.ts';
import {
  consequenceDetail,
  gravestFirst,
  line,
  missingIcon,
  paragraph,
} from './consequenceDetail.ts';
import type { PlanRow, PlanRowSecret, PlanSection } from './planRow.ts';

/**
 * The plan as a list: what will go wrong first, then what the run gets, and what else there is.
 * Everything that is counted here stands in full in the plan's document.
 */
export function planSections(plan: Plan): readonly PlanSection[] {
  const { published, absent, available, elsewhere, scripts } = plan;
  const missing = absent.filter(({ why }) => why.kind === 'missing');
  const computed = plan.dynamic.length > 0 || !plan.complete;
  const sections = [
    { title: l10n.t('What runs'), rows: scripts ? [scriptsRow(scripts)] : [] },
    {
      title: l10n.t('Missing'),
      rows: gravestFirst(missing.filter(({ optional }) => !optional)).map(missingRow),
    },
    { title: l10n.t('The list may be incomplete'), rows: plan.gaps.map(gapRow) },
    {
      title: l10n.t('Not known, so not published'),
      rows: absent.filter(({ why }) => why.kind === 'unknown').map(unknownRow),
    },
    {
      title: l10n.t('Not published'),
      rows: absent.filter(({ why }) => why.kind === 'write-only').map(writeOnlyRow),
    },
    {
      title: l10n.t('Published'),
      rows: [
        ...gravestFirst(published).map(publishedRow),
        ...absent.filter(({ why }) => why.kind === 'withheld').map(withheldRow),
      ],
    },
    { title: l10n.t('Optional'), rows: missing.filter(({ optional }) => optional).map(missingRow) },
    { title: l10n.t('Runs on'), rows: targetRows(plan) },
    { title: l10n.t('Config'), rows: configRows(plan) },
    { title: l10n.t('Delivery'), rows: deliveryRows(plan) },
    {
      title: l10n.t('Named elsewhere in this folder'),
      rows: available.filter(({ name }) => elsewhere.includes(name)).map(otherRow),
    },
    {
      title: l10n.t('Not referenced'),
      rows: available
        .filter(({ name }) => !elsewhere.includes(name))
        .map(record => (computed ? computedRow(record) : otherRow(record))),
    },
  ];
  const filled = sections.filter(({ rows }) => rows.length > 0);
  return filled.length > 0 ? filled : [{ title: l10n.t('Published'), rows: [nothingRow()] }];
}

/** An empty list would look as if something had gone wrong. */
function nothingRow(): PlanRow {
  return {
    icon: 'info',
    label: l10n.t('No secrets'),
    description: l10n.t('the run gets an empty store file'),
    detail: null,
    explanation: l10n.t('No secrets: the pipeline uses none that is defined.'),
    secret: null,
  };
}

/** A place at which it cannot be told what the run reads: `include at main.nf:12 is computed`. */
function gapRow(gap: PlanGap): PlanRow {
  const { kind, at, target } = gap;
  const word = { module: 'include', config: 'includeConfig', template: 'template' }[kind];
  const way = l10n.t('Add the secrets that it may read');
  return {
    icon: 'question',
    label:
      target === null
        ? l10n.t('{0} at {1} is computed', word, at)
        : l10n.t('{0} at {1}: {2} was not found', word, at, target),
    description: '',
    detail: { icon: 'info', text: way },
    explanation: shortened(`${gapText(gap)}. ${way}.`, paragraph),
    secret: null,
  };
}

function otherRow({ name, scope }: SecretRecord): PlanRow {
  return {
    icon: 'key',
    label: name,
    description: scopeName(scope),
    detail: null,
    explanation: '',
    secret: { name, group: 'other' },
  };
}

/** The code has names or files that only the run knows, and this may be among what they read. */
function computedRow(record: SecretRecord): PlanRow {
  const row = otherRow(record);
  return {
    ...row,
    description: `${row.description} · ${l10n.t('the run may also read it')}`,
    explanation: l10n.t(
      'Some names or files are known only at run time. Select the secrets that they may read.',
    ),
  };
}

/** It is read before what the row's icon stands for, so it is the label. */
function scriptsRow({ severity, text, brief }: Consequence): PlanRow {
  const icon = severity === 'info' ? 'beaker' : severity;
  return {
    icon,
    label: shortened(brief ?? text, line),
    description: '',
    detail: null,
    explanation: shortened(text, paragraph),
    secret: null,
  };
}

function publishedRow(secret: PlannedSecret): PlanRow {
  return {
    icon: 'key',
    label: secret.name,
    description: plannedLine(secret),
    ...consequenceDetail(secret.consequences),
    secret: { name: secret.name, group: secret.uses.length === 0 ? 'other' : 'referenced' },
  };
}

function withheldRow(secret: AbsentSecret): PlanRow {
  return absentRow(secret, 'key', absentBrief(secret), 'referenced');
}

function writeOnlyRow(secret: AbsentSecret): PlanRow {
  const row = absentRow(secret, 'lock', absentBrief(secret), 'unknown');
  const way = l10n.t(
    'Launch on Seqera Platform, which gives it to its own runs, or also keep it in VS Code or a cloud',
  );
  return { ...row, explanation: shortened(`${way}. ${row.explanation}`, paragraph) };
}

function unknownRow(secret: AbsentSecret): PlanRow {
  return absentRow(secret, 'question', absentBrief(secret), 'unknown');
}

function missingRow(secret: AbsentSecret): PlanRow {
  const way = parseSecretName(secret.name).ok
    ? l10n.t('select it to add it now')
    : l10n.t('not a valid secret name');
  return absentRow(secret, missingIcon(secret), `${absentBrief(secret)} · ${way}`, 'missing');
}

function absentRow(
  { name, consequences }: AbsentSecret,
  icon: string,
  description: string,
  group: PlanRowSecret['group'],
): PlanRow {
  return {
    icon,
    label: name,
    description,
    ...consequenceDetail(consequences),
    secret: { name, group },
  };
}

/** Nothing where all is as everybody expects: a row costs a box that cannot be ticked. */
function targetRows(plan: Plan): readonly PlanRow[] {
  const { backend } = plan;
  const warnings = backendWarnings(plan);
  return backend.target.kind === 'local' && warnings.length === 0
    ? []
    : [
        {
          icon: 'server-environment',
          label: tasksLabel(backend),
          description: targetReason(backend),
          ...consequenceDetail(warnings.map(text => ({ severity: 'warning', text }))),
          secret: null,
        },
      ];
}

/** Only where something is assumed of it. */
function configRows({ config }: Plan): readonly PlanRow[] {
  return config.kind !== 'assumed'
    ? []
    : [
        {
          icon: 'settings',
          label: l10n.t('As its files say'),
          description: '',
          ...consequenceDetail([
            {
              severity: 'warning',
              brief:
                config.because.kind === 'params'
                  ? l10n.t('Anything it computes from the params of this launch is not known')
                  : l10n.t('Nextflow did not print it: {0}', config.because.reason),
              text: assumedText(config),
            },
          ]),
          secret: null,
        },
      ];
}

/** One row for all processes that are served alike. */
function deliveryRows({ backend }: Plan): readonly PlanRow[] {
  const alike = new Map<string, PlannedDelivery[]>();
  for (const delivery of isCloudTarget(backend.target) ? backend.deliveries : []) {
    const text = deliveryText(delivery);
    alike.set(text, [...(alike.get(text) ?? []), delivery]);
  }
  return [...alike].map(([text, deliveries]): PlanRow => ({
    icon: 'package',
    label: listed(deliveries.map(({ process }) => process)),
    description: '',
    detail: { icon: 'info', text: shortened(text, line) },
    explanation: shortened(text, paragraph),
    secret: null,
  }));
}
