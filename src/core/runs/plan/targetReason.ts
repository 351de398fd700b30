import * as l10n from '@vscode/l10n';
import type { PlannedBackend } from './plan.ts';

/** Why a run goes there: `its config says process.executor = slurm`. */
export function targetReason(backend: PlannedBackend): string {
  return givenReason(backend) ?? configuredReason(backend);
}

/** Of what the command line or the environment says. */
function givenReason({ target, finding }: PlannedBackend): string | null {
  const given = finding.configured?.setting.given;
  if (given === undefined || finding.kind === 'computed') {
    return null;
  }
  return target.kind === (finding.kind === 'found' ? finding.backend : 'local')
    ? l10n.t('{0} says {1}', given, finding.executor)
    : l10n.t('chosen by you, although {0} says {1}', given, finding.executor);
}

function configuredReason({ target, finding }: PlannedBackend): string {
  switch (finding.kind) {
    case 'computed':
      return target.kind === 'local'
        ? l10n.t(
            'its config computes {0}',
            finding.configured?.setting.path.join('.') ?? l10n.t('the executor'),
          )
        : l10n.t('chosen by you, because only the run can tell what its config says');
    case 'unsupported':
      return target.kind === 'local'
        ? l10n.t(
            'its config says {0} = {1}',
            finding.configured?.setting.path.join('.') ?? 'executor',
            finding.executor,
          )
        : l10n.t('chosen by you, although its config says {0}', finding.executor);
    case 'found':
      if (finding.backend !== target.kind) {
        return finding.configured === null
          ? l10n.t('chosen by you: its config names no executor')
          : l10n.t('chosen by you, although its config says {0}', finding.executor);
      }
      return finding.configured === null
        ? l10n.t('its config names no executor')
        : l10n.t(
            'its config says {0} = {1}',
            finding.configured.setting.path.join('.'),
            finding.executor,
          );
  }
}
