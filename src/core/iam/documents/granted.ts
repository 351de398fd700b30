import {
  placeholdersIn,
  type PlaceholderValues,
  type PolicyPlaceholder,
} from '../policyPlaceholder.ts';
import type { IamRole, PolicyForm, Variant } from '../roles/iamRole.ts';
import { iamRoles, policyForms } from '../roles/iamRoles.ts';
import type { ExportedFile } from './jsonFiles.ts';

/** What one cloud's file grants: to whom, and what must be known for it. */
export interface Granted {
  readonly cloud: IamRole['cloud'];
  /** Only roles that get something. */
  readonly roles: readonly { readonly role: IamRole; readonly forms: readonly PolicyForm[] }[];
  readonly placeholders: readonly PolicyPlaceholder[];
}

/** A file for each cloud, say with the ending `tf`, of the texts that are written for it. */
export function fileForEachCloud(
  ending: string,
  variant: Variant,
  known: PlaceholderValues,
  texts: (granted: Granted) => readonly string[],
): readonly ExportedFile[] {
  return (['aws', 'google'] as const).map(cloud => ({
    name: `nextflow-secrets-${cloud}.${ending}`,
    text: `${texts(grantedIn(cloud, variant, known)).join('\n\n')}\n`,
  }));
}

function grantedIn(cloud: IamRole['cloud'], variant: Variant, known: PlaceholderValues): Granted {
  const roles = iamRoles
    .filter(role => role.cloud === cloud)
    .map(role => ({ role, forms: policyForms(role, variant, known) }))
    .filter(({ forms }) => forms.length > 0);
  const texts = [roles.map(({ forms }) => forms), cloud === 'google' ? '<PROJECT>' : ''];
  return { cloud, roles, placeholders: placeholdersIn(texts) };
}
