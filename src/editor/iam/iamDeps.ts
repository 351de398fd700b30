import { parseKnown, type PlaceholderValues } from '../../core/iam/policyPlaceholder.ts';
import { type ConfigHints, configHints } from '../../core/iam/roles/configHints.ts';
import type { Latest } from '../../services/async/latest.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import type { PermissionInspectors } from '../../services/ports/permissionInspectors.ts';
import { cloudAccess, textHere } from '../cloudAccess.ts';
import { settings } from '../ids.ts';
import type { MarkdownPreview } from '../ui/markdownPreview.ts';
import type { IamMemory } from './iamMemory.ts';
import type { PermissionsView } from './permissionsView.ts';

/** What the commands on permissions work with. */
export interface IamDeps {
  readonly inspectors: PermissionInspectors;
  readonly index: PipelineIndex;
  readonly memory: IamMemory;
  readonly preview: MarkdownPreview;
  readonly view: PermissionsView;
  /** Checks, of which only the newest is shown. */
  readonly checks: Latest;
}

/** What is known without asking anybody: answers, settings, and what the configs say. */
export function hints({ index, memory }: Pick<IamDeps, 'index' | 'memory'>): ConfigHints {
  const found = configHints(
    index.files.flatMap(file => file.settings),
    textHere(settings.awsExecutionRole),
  );
  const set: PlaceholderValues = parseKnown({
    COMPUTE_REGION: cloudAccess('aws').region,
    SECRET_PREFIX: sharedStart(
      fixedStart(textHere(settings.userPrefix)),
      fixedStart(textHere(settings.workspacePrefix)),
    ),
    PROJECT: cloudAccess('google').project,
  });
  return {
    known: { ...found.known, ...set, ...memory.known },
    names: { ...found.names, ...memory.names },
  };
}

/** What a prefix of the settings begins with before the name of a user or a folder stands in it. */
function fixedStart(template: string | null): string {
  return /^[^$]*/.exec(template ?? '')?.[0] ?? '';
}

/** Empty where the two share nothing: then no one document covers both, and the place stays open. */
function sharedStart(a: string, b: string): string {
  let end = 0;
  while (end < a.length && a[end] === b[end]) {
    end += 1;
  }
  return a.slice(0, end);
}
