import type { PlaceholderValues } from '../policyPlaceholder.ts';
import { fillText } from '../policyPlaceholder.ts';
import type { IamRole, PolicyForm, Variant } from '../roles/iamRole.ts';
import { iamRoles, policyForms } from '../roles/iamRoles.ts';
import { formatDocument } from './iamText.ts';

/** A file to be written: its name and its text. */
export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

/**
 * A JSON file for each document. Google's custom roles are as `gcloud iam roles create --file`
 * takes them, its bindings as in a policy of a project.
 */
export function jsonFiles(variant: Variant, known: PlaceholderValues): readonly ExportedFile[] {
  return iamRoles.flatMap(role =>
    policyForms(role, variant, known).map(form => ({
      name: `${role.id}-${form.id}.json`,
      text: `${jsonText(role, form, known)}\n`,
    })),
  );
}

function jsonText({ principal }: IamRole, { body }: PolicyForm, known: PlaceholderValues): string {
  switch (body.kind) {
    case 'permissions':
    case 'trust':
      return formatDocument(body.document, known);
    case 'managed':
      return pretty({
        RoleName: fillText(principal.usual ?? `<${principal.variable}>`, known),
        PolicyArn: body.arn,
      });
    case 'google-role':
      return pretty({ role: body.role, members: [`<${principal.variable}>`] });
    case 'google-custom-role':
      return pretty({
        title: body.title,
        stage: 'GA',
        includedPermissions: body.permissions,
      });
  }
}

function pretty(data: object): string {
  return JSON.stringify(data, null, 4);
}
