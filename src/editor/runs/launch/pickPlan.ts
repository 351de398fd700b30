import * as vscode from 'vscode';
import { escapeIcons } from '../../../core/iconLabel.ts';
import { otherDelivery } from '../../../core/runs/plan/deliveryText.ts';
import type { Plan, SecretChoices } from '../../../core/runs/plan/plan.ts';
import { planTitle } from '../../../core/runs/plan/planTitle.ts';
import type { PlanRowSecret } from '../../../core/views/plan/planRow.ts';
import { planSections } from '../../../core/views/plan/planSections.ts';
import { showPrompt } from '../../ui/pick.ts';
import { isMendable } from './arrivalMender.ts';

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
  readonly secret?: PlanRowSecret;
  /** All that comes of it, of which a row shows the beginning. */
  readonly explanation?: string;
}

/**
 * Shows a plan as a list to tick. Nothing happens before it is accepted. `showWhole` opens its
 * document beside the list.
 */
export async function pickPlan(plan: Plan, showWhole: () => Promise<void>): Promise<PlanDecision> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = planTitle(plan);
  pick.placeholder =
    plan.work.kind === 'terminal'
      ? vscode.l10n.t('Press Enter to open the terminal with the selected secrets')
      : vscode.l10n.t('Press Enter to start the run with the selected secrets');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  // The plan stays to be decided on while the whole of it is read beside it.
  pick.ignoreFocusOut = true;
  pick.items = rowsOf(plan);
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
        showPrompt(pick, row?.explanation ?? '');
      });
      pick.onDidTriggerItemButton(({ item: { secret } }) => {
        resolve({ kind: 'mend', name: secret?.name ?? null, choices: chosen() });
      });
      pick.onDidTriggerButton(button => {
        if (button === wholePlanButton) {
          void showWhole().then(focusList); // A document that cannot be shown is told by VS Code.
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

/** So that Enter starts the run, also after a button was pressed or a document has opened. */
async function focusList(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.focusQuickOpen');
}

const deliveryButtons = {
  fetch: {
    iconPath: new vscode.ThemeIcon('cloud-download'),
    tooltip: vscode.l10n.t('Deliver by Fetch'),
  },
  'job-definition': {
    iconPath: new vscode.ThemeIcon('server-environment'),
    tooltip: vscode.l10n.t('Deliver by Job Definition'),
  },
} as const satisfies Readonly<Record<string, vscode.QuickInputButton>>;

const addMissingButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('add'),
  tooltip: vscode.l10n.t('Add Missing Secrets'),
};

const mendButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('tools'),
  tooltip: vscode.l10n.t('Change How a Value Arrives'),
};

const wholePlanButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('open-preview'),
  tooltip: vscode.l10n.t('Show the Whole Plan'),
};

function choicesOf(rows: readonly Row[], ticked: readonly PlanRowSecret[]): SecretChoices {
  const names = new Set(ticked.map(({ name }) => name));
  return {
    added: ticked.filter(({ group }) => group === 'other').map(({ name }) => name),
    withheld: rows.flatMap(({ secret }) =>
      secret?.group === 'referenced' && !names.has(secret.name) ? [secret.name] : [],
    ),
  };
}

function rowsOf(plan: Plan): Row[] {
  const mendable = new Set<string>(plan.published.filter(isMendable).map(({ name }) => name));
  return planSections(plan).flatMap(({ title, rows }): Row[] => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...rows.map(({ icon, label, description, detail, explanation, secret }) => ({
      label: `$(${icon}) ${escapeIcons(label)}`,
      description: escapeIcons(description),
      ...(detail && { detail: `$(${detail.icon}) ${escapeIcons(detail.text)}` }),
      explanation,
      ...(secret && mendable.has(secret.name) && { buttons: [mendButton] }),
      ...(secret && { secret }),
    })),
  ]);
}
