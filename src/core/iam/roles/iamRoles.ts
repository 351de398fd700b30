import {
  optionalPlaceholders,
  placeholdersIn,
  type PlaceholderValues,
} from '../policyPlaceholder.ts';
import { awsRoles } from './awsRoles.ts';
import { googleRoles } from './googleRoles.ts';
import type { IamRole, PolicyForm, Variant } from './iamRole.ts';

/** Every identity that needs permissions, in the order in which they are shown. */
export const iamRoles: readonly IamRole[] = [...awsRoles, ...googleRoles];

/**
 * The documents of a role that are exported together. What is about a KMS key, or a role of tasks,
 * is left out where none is known: most have none.
 */
export function policyForms(
  role: IamRole,
  variant: Variant,
  known: PlaceholderValues,
): readonly PolicyForm[] {
  return role.forms.filter(
    ({ variants, body }) =>
      variants.includes(variant) &&
      optionalPlaceholders.every(
        optional => known[optional] !== undefined || !placeholdersIn(body).includes(optional),
      ),
  );
}

/** Whether Seqera's page has the role: some of its documents are not for the newer set as well. */
export function isOfPage({ forms }: IamRole): boolean {
  return forms.some(({ variants }) => variants.includes('page') && !variants.includes('current'));
}
