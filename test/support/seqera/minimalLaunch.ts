import type { FakeLaunch } from './runState.ts';

/** What the Platform keeps of a launch with as little as one may have. */
export const minimalLaunch: FakeLaunch = {
  computeEnvId: 'ce',
  pipeline: 'https://github.com/genomics/rnaseq',
  workDir: '',
  userSecrets: [],
  workspaceSecrets: [],
};
