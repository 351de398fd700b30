import * as l10n from '@vscode/l10n';
import type { Cloud } from '../failure.ts';

/** What people call a cloud. */
export const cloudName: Readonly<Record<Cloud, string>> = {
  aws: 'AWS',
  google: l10n.t('Google Cloud'),
};
