import * as vscode from 'vscode';
import {
  backendWarnings,
  deliveryText,
  otherDelivery,
  targetLabel,
  targetReason,
} from '../../core/runs/backendText.ts';
import type { Consequence } from '../../core/runs/consequences.ts';
import type { AbsentSecret, Plan, SecretChoices } from '../../core/runs/plan.ts';
import { isCloud } from '../../core/runs/runTarget.ts';
import { absentLine, plannedLine, planTitle, type WordFailure } from '../../core/runs/planText.ts';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { showPrompt } from '../prompts/step.ts';
import { isMendable } from './mendArrival.ts';

/** What a developer decided on seeing a plan. */
export type PlanDecision =
  | { readonly kind: 'launch'; readonly choices: SecretChoices }
  /** Of missing secrets: all of them, or those that were ticked. */
  | { readonly kind: 'add'; readonly names: readonly string[]; readonly choices: SecretChoices }
  /** The other way in which tasks can get their secrets. */
  | {
      readonly kind: 'deliver';
      readonly by: 'fetch' | 'job-definition';
      readonly choices: SecretChoices;
    }
  /** How a value arrives is to be changed: of this secret, or of one that is to be asked for. */
  | { readonly kind: 'mend'; readonly name: string | null; readonly choices: SecretChoices }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancel' };

interface Row extends vscode.QuickPickItem {
  /** Absent on separators. */
  readonly secret?: {
    readonly name: string;
    readonly group: 'referenced' | 'missing' | 'unknown' | 'other';
  };
  /** All that comes of its value, of which a row shows the beginning. */
  readonly told?: string;
}

/** Shows a plan as a list to tick. Nothing happens before it is accepted. */
export async function pickPlan(
  plan: Plan,
  word: WordFailure,
  showWhole: () => void,
): Promise<PlanDecision> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = planTitle(plan);
  const enters = plan.kind === 'terminal' ? 'opens the terminal' : 'starts the run';
  pick.placeholder = `Enter ${enters} with what is ticked`;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  // The plan stays to be decided on while the whole of it is read beside it.
  pick.ignoreFocusOut = true;
  pick.items = planRows(plan, word);
  const published = new Set<string>(plan.published.map(({ name }) => name));
  pick.selectedItems = pick.items.filter(({ secret }) => secret && published.has(secret.name));
  const missing = missingNames(plan);
  const other = otherDelivery(plan.backend);
  const chosen = (): SecretChoices =>
    choicesOf(
      pick.items,
      pick.selectedItems.flatMap(({ secret }) => secret ?? []),
    );
  pick.buttons = planButtons(plan);
  try {
    return await new Promise<PlanDecision>(resolve => {
      pick.onDidAccept(() => {
        const ticked = pick.selectedItems.flatMap(({ secret }) => secret ?? []);
        const names = ticked.filter(({ group }) => group === 'missing').map(({ name }) => name);
        const choices = choicesOf(pick.items, ticked);
        resolve(names.length > 0 ? { kind: 'add', names, choices } : { kind: 'launch', choices });
      });
      pick.onDidHide(() => {
        resolve({ kind: 'cancel' });
      });
      pick.onDidChangeActive(([row]) => {
        showPrompt(pick, row?.told ?? '');
      });
      pick.onDidTriggerItemButton(({ item: { secret } }) => {
        resolve({ kind: 'mend', name: secret?.name ?? null, choices: chosen() });
      });
      pick.onDidTriggerButton(button => {
        if (button === wholePlanButton) {
          showWhole();
        } else if (button === mendButton) {
          resolve({ kind: 'mend', name: null, choices: chosen() });
        } else if (button === addMissingButton) {
          resolve({ kind: 'add', names: missing, choices: chosen() });
        } else if (other !== null && button === deliveryButtons[other]) {
          resolve({ kind: 'deliver', by: other, choices: chosen() });
        } else {
          resolve({ kind: 'back' });
        }
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** Those that something breaks without. */
function missingNames({ absent }: Plan): readonly string[] {
  return absent
    .filter(({ why, optional }) => why.kind === 'missing' && !optional)
    .map(({ name }) => name);
}

function planButtons(plan: Plan): vscode.QuickInputButton[] {
  const other = otherDelivery(plan.backend);
  return [
    vscode.QuickInputButtons.Back,
    ...(other === null ? [] : [deliveryButtons[other]]),
    ...(missingNames(plan).length > 0 ? [addMissingButton] : []),
    ...(plan.published.some(isMendable) ? [mendButton] : []),
    wholePlanButton,
  ];
}

const deliveryButtons = {
  fetch: {
    iconPath: new vscode.ThemeIcon('cloud-download'),
    tooltip: 'Deliver by Fetch',
  },
  'job-definition': {
    iconPath: new vscode.ThemeIcon('server-environment'),
    tooltip: 'Deliver by Job Definition',
  },
} as const satisfies Readonly<Record<string, vscode.QuickInputButton>>;

const addMissingButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('add'),
  tooltip: 'Add Missing Secrets',
};

const mendButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('tools'),
  tooltip: 'Change How a Value Arrives',
};

const wholePlanButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('open-preview'),
  tooltip: 'Show the Whole Plan',
};

function choicesOf(
  rows: readonly Row[],
  ticked: readonly NonNullable<Row['secret']>[],
): SecretChoices {
  const names = new Set(ticked.map(({ name }) => name));
  return {
    added: ticked.filter(({ group }) => group === 'other').map(({ name }) => name),
    withheld: rows.flatMap(({ secret }) =>
      secret?.group === 'referenced' && !names.has(secret.name) ? [secret.name] : [],
    ),
  };
}

function planRows(plan: Plan, word: WordFailure): Row[] {
  const withheld = plan.absent.filter(({ why }) => why.kind === 'withheld');
  const missing = plan.absent.filter(({ why }) => why.kind === 'missing');
  const unknown = plan.absent.filter(({ why }) => why.kind === 'unknown');
  const computed = plan.dynamic.length + (plan.complete ? 0 : 1);
  const { backend } = plan;
  return [
    ...separated('What runs', plan.scripts ? [scriptsRow(plan.scripts)] : []),
    ...separated('Runs on', targetRows(plan)),
    ...separated(
      'Delivery',
      (isCloud(backend.target) ? backend.deliveries : []).map(delivery => ({
        label: iconLabel`$(package) ${delivery.process}`,
        description: escapeIcons(deliveryText(delivery)),
      })),
    ),
    ...separated('Published', [
      ...plan.published.map(secret => ({
        label: iconLabel`$(key) ${secret.name}`,
        description: escapeIcons(plannedLine(secret)),
        ...detail(secret.consequences),
        told: secret.consequences.map(({ text }) => text).join('; '),
        ...(isMendable(secret) && { buttons: [mendButton] }),
        secret: { name: secret.name, group: groupOf(secret.uses.length) },
      })),
      ...withheld.map(secret => ({
        label: iconLabel`$(key) ${secret.name}`,
        description: escapeIcons(absentLine(secret, word)),
        ...detail(secret.consequences),
        secret: { name: secret.name, group: 'referenced' as const },
      })),
    ]),
    ...separated('Missing', missing.filter(({ optional }) => !optional).map(missingRow(word))),
    ...separated('Optional', missing.filter(({ optional }) => optional).map(missingRow(word))),
    ...separated(
      'Not known, so not published',
      unknown.map(secret => ({
        label: iconLabel`$(question) ${secret.name}`,
        description: escapeIcons(absentLine(secret, word)),
        ...detail(secret.consequences),
        secret: { name: secret.name, group: 'unknown' as const },
      })),
    ),
    ...separated(
      computed === 0 ? 'Not referenced' : 'Not referenced: add what computed names may read',
      plan.available.map(({ name, scope }) => ({
        label: iconLabel`$(key) ${name}`,
        description: scope.kind === 'user' ? 'yours' : 'workspace',
        secret: { name, group: 'other' as const },
      })),
    ),
  ];
}

/** It is read before what the row's icon stands for, so it is the label. */
function scriptsRow({ severity, text }: Consequence): Row {
  return { label: `$(${severity === 'info' ? 'beaker' : severity}) ${escapeIcons(text)}` };
}

/** Nothing where all is as everybody expects: a row costs a box that cannot be ticked. */
function targetRows(plan: Plan): Row[] {
  const { backend } = plan;
  const warnings = backendWarnings(plan);
  return backend.target.kind === 'local' && warnings.length === 0
    ? []
    : [
        {
          label: iconLabel`$(server-environment) ${targetLabel(backend.target)}`,
          description: escapeIcons(targetReason(backend)),
          ...detail(warnings.map(text => ({ severity: 'warning', text }))),
        },
      ];
}

/** Ticking a missing secret says to add it before the run. */
function missingRow(word: WordFailure): (secret: AbsentSecret) => Row {
  return secret => ({
    label: `$(${secret.optional ? 'info' : 'warning'}) ${escapeIcons(secret.name)}`,
    description: `${escapeIcons(absentLine(secret, word))} · tick to add it now`,
    ...detail(secret.consequences),
    secret: { name: secret.name, group: 'missing' },
  });
}

function groupOf(uses: number): 'referenced' | 'other' {
  return uses === 0 ? 'other' : 'referenced';
}

function separated(label: string, rows: readonly Row[]): Row[] {
  return rows.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...rows];
}

/** The gravest consequence first, in the one line that a row has. */
function detail(consequences: readonly Consequence[]): Pick<vscode.QuickPickItem, 'detail'> {
  const rank = { error: 0, warning: 1, info: 2 };
  const sorted = [...consequences].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return sorted.length === 0
    ? {}
    : {
        detail: sorted
          .map(({ severity, text }) => `$(${severity}) ${escapeIcons(text)}`)
          .join('   '),
      };
}
