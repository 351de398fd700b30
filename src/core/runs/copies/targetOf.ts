import type { CloudTarget } from '../backends/runTarget.ts';

/**
 * What leads to the place that a journal names, where the run's record does not tell any more:
 * `aws:<account>:<region>`, `batch:<account>:<region>`, `google:<project>`. Null for any other name.
 */
export function targetOf(manager: string): CloudTarget | null {
  const [kind, name = '', region = ''] = manager.split(':');
  switch (kind) {
    case 'aws':
    case 'batch':
      return { kind: 'aws-batch', region, profile: null, executionRole: null };
    case 'google':
      return { kind: 'google-batch', project: name, location: null, credentialsFile: null };
    default:
      return null;
  }
}
