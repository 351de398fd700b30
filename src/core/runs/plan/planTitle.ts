import * as l10n from '@vscode/l10n';
import { plural } from '../../count.ts';
import { shortScriptLabel } from '../launch/scriptLabel.ts';
import { launchedPath } from '../record/recordedWork.ts';
import type { Plan } from './plan.ts';
import { targetLabel } from './targetLabel.ts';

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

function actionOf({ work, test, folder }: Plan): string {
  const path = shortScriptLabel(launchedPath(work, folder.path), folder);
  switch (work.kind) {
    case 'pipeline':
      return test ? l10n.t('Test {0}', path) : l10n.t('Run {0}', path);
    case 'terminal':
      return folder.name === null
        ? l10n.t('Open a terminal')
        : l10n.t('Open a terminal in {0}', folder.name);
    case 'tests':
      return l10n.t('Run tests of {0}', path);
  }
}
