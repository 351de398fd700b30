/**
 * Every identifier that the code shares with `package.json`; a test compares the two.
 * Nowhere else does one stand as a literal.
 */
export const commands = {
  // Secrets.
  addSecret: 'nextflowSecrets.addSecret',
  updateSecret: 'nextflowSecrets.updateSecret',
  renameSecret: 'nextflowSecrets.renameSecret',
  removeSecret: 'nextflowSecrets.removeSecret',
  undoRemove: 'nextflowSecrets.undoRemove',
  copyPropertyReference: 'nextflowSecrets.copyPropertyReference',
  copyDirectiveReference: 'nextflowSecrets.copyDirectiveReference',
  copyValue: 'nextflowSecrets.copyValue',
  copySecretAs: 'nextflowSecrets.copySecretAs',
  moveSecret: 'nextflowSecrets.moveSecret',
  copySecret: 'nextflowSecrets.copySecret',
  addMissingSecret: 'nextflowSecrets.addMissingSecret',
  addMissingSecrets: 'nextflowSecrets.addMissingSecrets',
  importStoreFile: 'nextflowSecrets.importStoreFile',
  importDotenv: 'nextflowSecrets.importDotenv',
  refreshSecrets: 'nextflowSecrets.refreshSecrets',
  openSettings: 'nextflowSecrets.openSettings',
  // Stores.
  chooseStore: 'nextflowSecrets.chooseStore',
  chooseAwsProfile: 'nextflowSecrets.chooseAwsProfile',
  chooseAwsRegion: 'nextflowSecrets.chooseAwsRegion',
  signIn: 'nextflowSecrets.signIn',
  signInSeqera: 'nextflowSecrets.signInSeqera',
  chooseSeqeraWorkspace: 'nextflowSecrets.chooseSeqeraWorkspace',
  restoreSecret: 'nextflowSecrets.restoreSecret',
  repairStore: 'nextflowSecrets.repairStore',
  forgetLostSecret: 'nextflowSecrets.forgetLostSecret',
  compareStores: 'nextflowSecrets.compareStores',
  refreshComparison: 'nextflowSecrets.refreshComparison',
  copyMissingSecrets: 'nextflowSecrets.copyMissingSecrets',
  // Language.
  revealSecret: 'nextflowSecrets.revealSecret',
  findUses: 'nextflowSecrets.findUses',
  // Runs.
  runPipeline: 'nextflowSecrets.runPipeline',
  testRun: 'nextflowSecrets.testRun',
  stopRun: 'nextflowSecrets.stopRun',
  removeRun: 'nextflowSecrets.removeRun',
  showRunOutput: 'nextflowSecrets.showRunOutput',
  openRunFolder: 'nextflowSecrets.openRunFolder',
  sweepRun: 'nextflowSecrets.sweepRun',
  stopTasks: 'nextflowSecrets.stopTasks',
  forgetRun: 'nextflowSecrets.forgetRun',
  changeRunDirectory: 'nextflowSecrets.changeRunDirectory',
  canaryRun: 'nextflowSecrets.canaryRun',
  copyLaunchAs: 'nextflowSecrets.copyLaunchAs',
  deleteLeak: 'nextflowSecrets.deleteLeak',
  openNextflowLog: 'nextflowSecrets.openNextflowLog',
  openTaskLog: 'nextflowSecrets.openTaskLog',
  openWorkFolder: 'nextflowSecrets.openWorkFolder',
  openOutput: 'nextflowSecrets.openOutput',
  saveOutput: 'nextflowSecrets.saveOutput',
  runAgain: 'nextflowSecrets.runAgain',
  resumeRun: 'nextflowSecrets.resumeRun',
  openTerminal: 'nextflowSecrets.openTerminal',
  closeTerminal: 'nextflowSecrets.closeTerminal',
  runTests: 'nextflowSecrets.runTests',
  showRuns: 'nextflowSecrets.showRuns',
  refreshRuns: 'nextflowSecrets.refreshRuns',
  showLog: 'nextflowSecrets.showLog',
  // Runs on Seqera Platform.
  launchOnSeqera: 'nextflowSecrets.launchOnSeqera',
  showSeqeraOutput: 'nextflowSecrets.showSeqeraOutput',
  cancelSeqeraRun: 'nextflowSecrets.cancelSeqeraRun',
  resumeSeqeraRun: 'nextflowSecrets.resumeSeqeraRun',
  openSeqeraRun: 'nextflowSecrets.openSeqeraRun',
  explainSeqeraRun: 'nextflowSecrets.explainSeqeraRun',
  filterSeqeraRuns: 'nextflowSecrets.filterSeqeraRuns',
  checkLaunchpad: 'nextflowSecrets.checkLaunchpad',
  openLaunchpadPipeline: 'nextflowSecrets.openLaunchpadPipeline',
  addOnSeqera: 'nextflowSecrets.addOnSeqera',
  // Permissions.
  showIamPolicies: 'nextflowSecrets.showIamPolicies',
  exportIamPolicies: 'nextflowSecrets.exportIamPolicies',
  checkPermissions: 'nextflowSecrets.checkPermissions',
  recheckPermissions: 'nextflowSecrets.recheckPermissions',
  copyMissingPermission: 'nextflowSecrets.copyMissingPermission',
  nameRole: 'nextflowSecrets.nameRole',
  // Leftovers.
  findLeftovers: 'nextflowSecrets.findLeftovers',
  chooseLeftoverPlaces: 'nextflowSecrets.chooseLeftoverPlaces',
  removeLeftover: 'nextflowSecrets.removeLeftover',
  removeLeftovers: 'nextflowSecrets.removeLeftovers',
  restoreLeftover: 'nextflowSecrets.restoreLeftover',
  restoreLeftovers: 'nextflowSecrets.restoreLeftovers',
  dryRunLeftovers: 'nextflowSecrets.dryRunLeftovers',
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

export const views = {
  secrets: 'nextflowSecrets.secrets',
  runs: 'nextflowSecrets.runs',
  leftovers: 'nextflowSecrets.leftovers',
  permissions: 'nextflowSecrets.permissions',
  launchpad: 'nextflowSecrets.launchpad',
  comparison: 'nextflowSecrets.comparison',
} as const;

/** Webview panels; not contributed, so the manifest does not know them. */
export const panels = {
  lines: 'nextflowSecrets.lines',
} as const;

/** How sign-ins to Seqera Platform stand in the Accounts menu. */
export const authentication = { id: 'nextflow-secrets-seqera', label: 'Seqera Platform' } as const;

/** What every setting's name begins with. */
export const section = 'nextflowSecrets';

export const settings = {
  nextflowPath: 'nextflowSecrets.nextflowPath',
  nfTestPath: 'nextflowSecrets.nfTestPath',
  runDirectory: 'nextflowSecrets.runDirectory',
  stopTimeout: 'nextflowSecrets.stopTimeout',
  historyMaxAge: 'nextflowSecrets.runHistory.maxAge',
  historyMaxRuns: 'nextflowSecrets.runHistory.maxRuns',
  codeLens: 'nextflowSecrets.codeLens',
  findings: 'nextflowSecrets.findings',
  clipboardTimeout: 'nextflowSecrets.clipboardTimeout',
  userStore: 'nextflowSecrets.userStore',
  workspaceStore: 'nextflowSecrets.workspaceStore',
  userPrefix: 'nextflowSecrets.userPrefix',
  workspacePrefix: 'nextflowSecrets.workspacePrefix',
  awsProfile: 'nextflowSecrets.aws.profile',
  awsRegion: 'nextflowSecrets.aws.region',
  awsExecutionRole: 'nextflowSecrets.aws.executionRole',
  awsRecoveryDays: 'nextflowSecrets.aws.recoveryDays',
  googleProject: 'nextflowSecrets.google.project',
  googleCredentialsFile: 'nextflowSecrets.google.credentialsFile',
  googleLocation: 'nextflowSecrets.google.location',
  googleEarlierVersions: 'nextflowSecrets.google.earlierVersions',
  seqeraEndpoint: 'nextflowSecrets.seqera.endpoint',
  seqeraUser: 'nextflowSecrets.seqera.user',
  seqeraWorkspace: 'nextflowSecrets.seqera.workspace',
  leftoverRegions: 'nextflowSecrets.leftovers.awsRegions',
  leftoverProjects: 'nextflowSecrets.leftovers.googleProjects',
  checkEndedRuns: 'nextflowSecrets.leftovers.checkEndedRuns',
} as const;

/** What kind of row a tree item is: menus in `package.json` match on these. */
export const rows = {
  /** Then the kind of a store that is not the editor's own, say `scope.aws`. */
  scope: 'scope',
  /** Ends the kind of a scope that could not be read: signing in or a repair may help. */
  failed: 'failed',
  /** Ends the kind of a secret whose value its store gives nobody: `secret.writeOnly`. */
  writeOnly: 'writeOnly',
  /** Ends the kind of a row whose store refused this user a change: `secret.shadowed.readOnly`. */
  readOnly: 'readOnly',
  secret: 'secret',
  shadowedSecret: 'secret.shadowed',
  missingGroup: 'missingGroup',
  optionalGroup: 'optionalGroup',
  missingSecret: 'missing',
  /** Code names it, and no secret can be named so. */
  illegalName: 'missing.illegal',
  /** Of a store file, which only its own program can mend. */
  remark: 'remark',
  /** Of a browser's storage. */
  browserRemark: 'remark.browser',
  use: 'use',
  liveRun: 'run.live',
  endedRun: 'run.ended',
  outstandingRun: 'run.outstanding',
  brokenRun: 'brokenRun',
  liveTerminal: 'terminal.live',
  failedTask: 'task.failed',
  leftover: 'leftover',
  removedLeftover: 'leftover.removed',
  failedPlace: 'place.failed',
  unsearchedPlace: 'place.unsearched',
  role: 'role',
  unnamedRole: 'role.unnamed',
  permission: 'permission',
  missingPermission: 'permission.missing',
  survivingTask: 'task.surviving',
  liveSeqeraRun: 'seqeraRun.live',
  endedSeqeraRun: 'seqeraRun.ended',
  launchpadPipeline: 'launchpad.pipeline',
  launchpadMissing: 'launchpad.missing',
  launchpadSelection: 'launchpad.selection',
  /** Of the secrets that only one of two compared stores has, and that can be copied. */
  copyableSecrets: 'comparison.copyable',
  copyableSecret: 'comparison.missing',
} as const;

/** Keys for `when` clauses. */
export const contextKeys = {
  /**
   * `loading`, `empty`, `filled`, or `dynamic` where only a run can tell which names the code reads:
   * chooses the welcome text of the Secrets view.
   */
  secretsState: 'nextflowSecrets.secretsState',
  hasSecrets: 'nextflowSecrets.hasSecrets',
  /** Whether the code names something that nobody has defined, optional secrets too. */
  hasMissing: 'nextflowSecrets.hasMissing',
  hasPipeline: 'nextflowSecrets.hasPipeline',
  hasRuns: 'nextflowSecrets.hasRuns',
  hasPipelineRuns: 'nextflowSecrets.hasPipelineRuns',
  hasLiveRuns: 'nextflowSecrets.hasLiveRuns',
  hasTerminals: 'nextflowSecrets.hasTerminals',
  hasEndedRuns: 'nextflowSecrets.hasEndedRuns',
  /** Whether some run that is over has copies left. */
  hasOutstandingRuns: 'nextflowSecrets.hasOutstandingRuns',
  hasFailedTasks: 'nextflowSecrets.hasFailedTasks',
  hasSurvivors: 'nextflowSecrets.hasSurvivors',
  hasSeqeraRuns: 'nextflowSecrets.hasSeqeraRuns',
  /** Whether a file of this window has the value of a secret. */
  hasLeaks: 'nextflowSecrets.hasLeaks',
  /** Whether some store in use can bring removed secrets back. */
  canRestore: 'nextflowSecrets.canRestore',
  canUndoRemove: 'nextflowSecrets.canUndoRemove',
  permissionsChecked: 'nextflowSecrets.permissionsChecked',
  launchpadChecked: 'nextflowSecrets.launchpadChecked',
  storesCompared: 'nextflowSecrets.storesCompared',
  leftoversSearched: 'nextflowSecrets.leftoversSearched',
  canUndoLeftovers: 'nextflowSecrets.canUndoLeftovers',
} as const;

/** The type of tasks in `tasks.json`, and the problem matcher that reads their output. */
export const taskType = 'nextflow-secrets';
export const problemMatcher = '$nextflow-secrets';
