import * as vscode from 'vscode';
import { escapeIcons } from '../../../core/iconLabel.ts';
import type { SeqeraChoices, SeqeraPlan } from '../../../core/seqera/launch/seqeraPlan.ts';
import type { PlanRowSecret } from '../../../core/views/plan/planRow.ts';
import { seqeraPlanRows, seqeraPlanTitle } from '../../../core/views/seqera/seqeraPlanRows.ts';
import { showPrompt } from '../../ui/pick.ts';

/** What a developer decided on seeing a plan. */
export type SeqeraDecision =
  | { readonly kind: 'launch'; readonly choices: SeqeraChoices }
  | { readonly kind: 'add'; readonly names: readonly string[]; readonly choices: SeqeraChoices }
  /** By hand, on the Platform's own page. */
  | { readonly kind: 'launchpad'; readonly choices: SeqeraChoices }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancel' };

interface Row extends vscode.QuickPickItem {
  /** Absent on separators. */
  readonly secret?: PlanRowSecret;
  readonly explanation?: string;
}

const launchpadButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('link-external'),
  tooltip: vscode.l10n.t('Open in Launchpad with This Selection'),
};

/** Shows a plan as a list to tick. Nothing is launched before it is accepted. */
export async function pickSeqeraPlan(plan: SeqeraPlan): Promise<SeqeraDecision> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = seqeraPlanTitle(plan);
  pick.placeholder = vscode.l10n.t('Press Enter to launch with the selected secrets');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.items = rowsOf(plan);
  const selected = new Set(plan.selected.map(({ name }) => name));
  pick.selectedItems = pick.items.filter(({ secret }) => secret && selected.has(secret.name));
  pick.buttons = [vscode.QuickInputButtons.Back, launchpadButton];
  const ticked = (): readonly PlanRowSecret[] =>
    pick.selectedItems.flatMap(({ secret }) => secret ?? []);
  try {
    return await new Promise<SeqeraDecision>(resolve => {
      pick.onDidAccept(() => {
        const names = ticked().flatMap(({ group, name }) => (group === 'missing' ? [name] : []));
        const choices = choicesOf(pick.items, ticked());
        resolve(names.length > 0 ? { kind: 'add', names, choices } : { kind: 'launch', choices });
      });
      pick.onDidHide(() => {
        resolve({ kind: 'cancel' });
      });
      pick.onDidChangeActive(([row]) => {
        showPrompt(pick, row?.explanation ?? '');
      });
      pick.onDidTriggerButton(button => {
        const choices = choicesOf(pick.items, ticked());
        resolve(button === launchpadButton ? { kind: 'launchpad', choices } : { kind: 'back' });
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function choicesOf(rows: readonly Row[], ticked: readonly PlanRowSecret[]): SeqeraChoices {
  const names = new Set(ticked.map(({ name }) => name));
  return {
    added: ticked.flatMap(({ group, name }) => (group === 'other' ? [name] : [])),
    withheld: rows.flatMap(({ secret }) =>
      secret?.group === 'referenced' && !names.has(secret.name) ? [secret.name] : [],
    ),
  };
}

function rowsOf(plan: SeqeraPlan): Row[] {
  return seqeraPlanRows(plan).flatMap(({ title, rows }): Row[] => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...rows.map(({ icon, label, description, detail, explanation, secret }) => ({
      label: `$(${icon}) ${escapeIcons(label)}`,
      description: escapeIcons(description),
      ...(detail && { detail: `$(${detail.icon}) ${escapeIcons(detail.text)}` }),
      explanation,
      ...(secret && { secret }),
    })),
  ]);
}
