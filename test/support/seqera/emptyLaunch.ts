import type { WorkflowLaunch } from '../../../src/core/seqera/workflowLaunch.ts';

/** A launch with as little as one may have. */
export const emptyLaunch: WorkflowLaunch = {
  id: null,
  computeEnvironment: 'ce1',
  pipeline: 'https://github.com/genomics/rnaseq',
  workDir: '',
  revision: null,
  profiles: [],
  paramsText: '',
  configText: '',
  mainScript: null,
  stub: false,
  session: null,
  userSecrets: [],
  workspaceSecrets: [],
};
