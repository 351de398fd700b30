// Generated from platform.openapi.yaml by npm run api.
export interface paths {
  '/compute-envs': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The compute environments of a workspace; not paged. */
    get: operations['listComputeEnvs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/compute-envs/{computeEnvId}': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        computeEnvId: string;
      };
      cookie?: never;
    };
    get: operations['describeComputeEnv'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipeline-secrets': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All secrets of a workspace, or of the user; no values, and no pages. */
    get: operations['listSecrets'];
    put?: never;
    post: operations['createSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipeline-secrets/{secretId}': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        secretId: string;
      };
      cookie?: never;
    };
    get?: never;
    /** Gives a secret another value; its name stays for ever. */
    put: operations['updateSecret'];
    post?: never;
    delete: operations['deleteSecret'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipeline-secrets/validate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether a new secret may have this name; needs the right to write. */
    get: operations['validateSecretName'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The launchpad of a workspace, in pages. */
    get: operations['listPipelines'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{pipelineId}/launch': {
    parameters: {
      query?: {
        /** @description The workspace that shares the pipeline, where that is another one. */
        sourceWorkspaceId?: components['parameters']['sourceWorkspaceId'];
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        pipelineId: string;
      };
      cookie?: never;
    };
    /** What a launch of a launchpad pipeline would be. */
    get: operations['describePipelineLaunch'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/service-info': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What this installation is and can do; asked without a token. */
    get: operations['serviceInfo'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/user-info': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whose token this is. */
    get: operations['userInfo'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/user/{userId}/workspaces': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        userId: string;
      };
      cookie?: never;
    };
    /** The organisations and workspaces of a user, with the user's roles; not paged. */
    get: operations['userWorkspaces'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workflow': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The runs of a workspace, the newest first, in pages. */
    get: operations['listWorkflows'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workflow/{workflowId}': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    get: operations['describeWorkflow'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workflow/{workflowId}/cancel': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['cancelWorkflow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workflow/{workflowId}/launch': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    /** How a run was launched, with the names of its secrets. */
    get: operations['describeWorkflowLaunch'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workflow/{workflowId}/log': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    /** The output of a run, in pages; the token of a page leads to the next. */
    get: operations['workflowLog'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workflow/{workflowId}/progress': {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    get: operations['describeProgress'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workflow/launch': {
    parameters: {
      query?: {
        /** @description The workspace that shares the pipeline, where that is another one. */
        sourceWorkspaceId?: components['parameters']['sourceWorkspaceId'];
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['launchWorkflow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AwsBatchConfig: {
      computeJobRole?: string | null;
      discriminator?: string;
      executionRole?: string | null;
      headJobRole?: string | null;
      nextflowConfig?: string | null;
      region?: string;
      workDir?: string | null;
    };
    /** @description Has the fields of the platform that discriminator names, too. */
    ComputeConfig: {
      discriminator?: string;
      nextflowConfig?: string | null;
      workDir?: string | null;
    };
    ComputeEnv_ComputeConfig_: {
      id?: string;
      name?: string;
      platform?: string;
    };
    /** @enum {string} */
    'ComputeEnv.Status':
      'CREATING' | 'AVAILABLE' | 'DISABLED' | 'DELETING' | 'ERRORED' | 'INVALID' | 'DELETED';
    ComputeEnvDbDto: {
      id?: string;
      name?: string;
      platform?: string;
      region?: string | null;
    };
    ComputeEnvResponseDto: {
      awsAccountId?: string | null;
      config?: components['schemas']['ComputeConfig'];
      id?: string;
      name?: string;
      platform?: string;
      status?: components['schemas']['ComputeEnv.Status'];
    };
    ComputePlatformDto: {
      id?: string;
      name?: string;
    };
    CreatePipelineSecretRequest: {
      name: string;
      value: string;
    };
    CreatePipelineSecretResponse: {
      /** Format: int64 */
      secretId?: string;
    };
    DescribeComputeEnvResponse: {
      computeEnv?: components['schemas']['ComputeEnvResponseDto'];
    };
    DescribeLaunchResponse: {
      launch?: components['schemas']['LaunchDbDto'];
    };
    DescribeUserResponse: {
      /** Format: int64 */
      defaultWorkspaceId?: string;
      needConsent?: boolean;
      user?: components['schemas']['UserResponseDto'];
    };
    DescribeWorkflowLaunchResponse: {
      launch?: components['schemas']['WorkflowLaunchResponse'];
    };
    DescribeWorkflowResponse: {
      jobInfo?: components['schemas']['JobInfoDto'];
      messages?: string[] | null;
      orgName?: string | null;
      platform?: components['schemas']['ComputePlatformDto'];
      progress?: components['schemas']['ProgressData'];
      workflow?: components['schemas']['WorkflowMaxDbDto'];
      workspaceName?: string | null;
    };
    EmptyBodyRequest: Record<string, never>;
    ErrorResponse: {
      message: string;
    };
    GetProgressResponse: {
      progress?: components['schemas']['ProgressData'];
    };
    GoogleBatchConfig: {
      discriminator?: string;
      location?: string;
      projectId?: string | null;
      serviceAccount?: string | null;
      workDir?: string | null;
    };
    /** @description Lines; the Platform’s own description leaves open what of. */
    Iterator_String_: string[];
    JobInfoDto: {
      /** Format: int32 */
      exitCode?: number | null;
      message?: string | null;
      status?: string | null;
    };
    LaunchDbDto: {
      commitId?: string | null;
      computeEnv?: components['schemas']['ComputeEnv_ComputeConfig_'];
      configProfiles?: string[] | null;
      configText?: string | null;
      entryName?: string | null;
      id?: string;
      mainScript?: string | null;
      nextflowVersion?: string | null;
      paramsText?: string | null;
      pipeline?: string;
      postRunScript?: string | null;
      preRunScript?: string | null;
      pullLatest?: boolean | null;
      resume?: boolean | null;
      revision?: string | null;
      schemaName?: string | null;
      sessionId?: string | null;
      stubRun?: boolean | null;
      towerConfig?: string | null;
      userSecrets?: string[] | null;
      workDir?: string | null;
      workspaceSecrets?: string[] | null;
    };
    ListComputeEnvsResponse: {
      computeEnvs?: components['schemas']['ListComputeEnvsResponse.Entry'][];
    };
    'ListComputeEnvsResponse.Entry': {
      description?: string | null;
      id?: string;
      message?: string | null;
      name?: string;
      platform?: string;
      primary?: boolean | null;
      region?: string | null;
      status?: components['schemas']['ComputeEnv.Status'];
      visibility?: string | null;
      workDir?: string | null;
      workspaceName?: string | null;
    };
    ListPipelineSecretsResponse: {
      pipelineSecrets?: components['schemas']['PipelineSecret'][];
      /** Format: int64 */
      totalSize?: string;
    };
    ListPipelinesResponse: {
      pipelines?: components['schemas']['PipelineDbDto'][];
      /** Format: int64 */
      totalSize?: string;
    };
    ListWorkflowsResponse: {
      hasMore?: boolean;
      /** Format: int64 */
      totalSize?: string;
      workflows?: components['schemas']['ListWorkflowsResponse.ListWorkflowsElement'][];
    };
    'ListWorkflowsResponse.ListWorkflowsElement': {
      orgName?: string | null;
      progress?: components['schemas']['ProgressData'];
      workflow?: components['schemas']['WorkflowDbDto'];
      workspaceName?: string | null;
    };
    ListWorkspacesAndOrgResponse: {
      orgsAndWorkspaces?: components['schemas']['OrgAndWorkspaceDto'][];
    };
    LogPage: {
      entries?: components['schemas']['Iterator_String_'];
      forwardToken?: string | null;
      message?: string | null;
      pending?: boolean | null;
      rewindToken?: string | null;
      truncated?: boolean | null;
    };
    /** @description A workspace; one without workspaceId is an organisation itself. */
    OrgAndWorkspaceDto: {
      /** Format: int64 */
      orgId?: string;
      orgName?: string;
      roles?: string[] | null;
      /** @enum {string|null} */
      visibility?: 'PRIVATE' | 'SHARED' | null;
      workspaceFullName?: string | null;
      /** Format: int64 */
      workspaceId?: string;
      workspaceName?: string | null;
    };
    PipelineDbDto: {
      computeEnv?: components['schemas']['ComputeEnvDbDto'];
      description?: string | null;
      name?: string;
      orgName?: string | null;
      /** Format: int64 */
      pipelineId?: string;
      repository?: string;
      visibility?: string | null;
      /** Format: int64 */
      workspaceId?: string;
      workspaceName?: string | null;
    };
    /** @enum {string} */
    PipelineQueryAttribute: 'optimized' | 'labels' | 'computeEnv';
    PipelineSecret: {
      /** Format: date-time */
      dateCreated?: string | null;
      /** Format: int64 */
      id?: string;
      /** Format: date-time */
      lastUpdated?: string | null;
      /** Format: date-time */
      lastUsed?: string | null;
      name: string;
    };
    ProcessLoad: {
      /** Format: int64 */
      aborted?: string;
      /** Format: int64 */
      cached?: string;
      /** Format: int64 */
      failed?: string;
      /** Format: int64 */
      ignored?: string;
      /** Format: int64 */
      pending?: string;
      process?: string;
      /** Format: int64 */
      running?: string;
      /** Format: int64 */
      submitted?: string;
      /** Format: int64 */
      succeeded?: string;
    };
    ProgressData: {
      processesProgress?: components['schemas']['ProcessLoad'][];
      /** Format: int32 */
      totalProcesses?: number;
      workflowProgress?: components['schemas']['WorkflowLoad'];
    };
    ServiceInfo: {
      apiVersion?: string;
      seqeraCloud?: boolean;
      userWorkspaceEnabled?: boolean;
      version?: string;
    };
    ServiceInfoResponse: {
      serviceInfo?: components['schemas']['ServiceInfo'];
    };
    SubmitWorkflowLaunchRequest: {
      launch: components['schemas']['WorkflowLaunchRequest'];
    };
    SubmitWorkflowLaunchResponse: {
      workflowId?: string;
    };
    UpdatePipelineSecretRequest: {
      value: string;
    };
    UserResponseDto: {
      email?: string;
      /** Format: int64 */
      id?: string;
      userName?: string;
    };
    WorkflowDbDto: {
      commitId?: string | null;
      /** Format: date-time */
      complete?: string | null;
      errorMessage?: string | null;
      errorReport?: string | null;
      /** Format: int32 */
      exitStatus?: number | null;
      id?: string;
      projectName?: string;
      repository?: string | null;
      requiresAttention?: boolean | null;
      revision?: string | null;
      runName?: string;
      sessionId?: string | null;
      /** Format: date-time */
      start?: string | null;
      status?: components['schemas']['WorkflowStatus'];
      /** Format: date-time */
      submit?: string | null;
      userName?: string;
      workDir?: string | null;
    };
    /** @description Secrets are named; no value is in a launch. */
    WorkflowLaunchRequest: {
      commitId?: string;
      computeEnvId: string;
      configProfiles?: string[];
      configText?: string;
      entryName?: string;
      id?: string;
      mainScript?: string;
      nextflowVersion?: string | null;
      paramsText?: string;
      pipeline: string;
      postRunScript?: string;
      preRunScript?: string;
      pullLatest?: boolean;
      resume?: boolean;
      revision?: string;
      runName?: string;
      schemaName?: string;
      sessionId?: string;
      stubRun?: boolean;
      towerConfig?: string;
      userSecrets: string[];
      workDir: string;
      workspaceSecrets: string[];
    };
    WorkflowLaunchResponse: {
      commitId?: string | null;
      computeEnv?: components['schemas']['ComputeEnv_ComputeConfig_'];
      configProfiles?: string[] | null;
      configText?: string | null;
      entryName?: string | null;
      id?: string;
      mainScript?: string | null;
      nextflowVersion?: string | null;
      paramsText?: string | null;
      pipeline?: string;
      postRunScript?: string | null;
      preRunScript?: string | null;
      pullLatest?: boolean | null;
      resume?: boolean | null;
      resumeCommitId?: string | null;
      resumeDir?: string | null;
      revision?: string | null;
      schemaName?: string | null;
      sessionId?: string | null;
      stubRun?: boolean | null;
      towerConfig?: string | null;
      userSecrets?: string[] | null;
      workDir?: string | null;
      workspaceSecrets?: string[] | null;
    };
    WorkflowLoad: {
      /** Format: int64 */
      aborted?: string;
      /** Format: int64 */
      cached?: string;
      /** Format: int64 */
      failed?: string;
      /** Format: int64 */
      ignored?: string;
      /** Format: date-time */
      lastUpdated?: string | null;
      /** Format: int64 */
      pending?: string;
      /** Format: int64 */
      running?: string;
      /** Format: int64 */
      submitted?: string;
      /** Format: int64 */
      succeeded?: string;
    };
    WorkflowLogResponse: {
      log?: components['schemas']['LogPage'];
    };
    WorkflowMaxDbDto: components['schemas']['WorkflowDbDto'];
    /** @enum {string} */
    WorkflowQueryAttribute: 'optimized' | 'labels' | 'messages' | 'minimal' | 'pipelineInfo';
    /** @enum {string} */
    WorkflowStatus: 'SUBMITTED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'UNKNOWN';
  };
  responses: {
    /** @description 400, 401, 403, 404, 409, 429 or 5xx; 401, 403 and 404 may come without a body. */
    Refused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
  };
  parameters: {
    max: number;
    offset: number;
    /** @description The workspace that shares the pipeline, where that is another one. */
    sourceWorkspaceId: string;
    workflowId: string;
    /** @description The workspace; without it the user's own secrets are meant. */
    workspaceId: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listComputeEnvs: {
    parameters: {
      query?: {
        status?: string;
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The compute environments */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListComputeEnvsResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  describeComputeEnv: {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        computeEnvId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The compute environment with its configuration */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DescribeComputeEnvResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  listSecrets: {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The secrets */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListPipelineSecretsResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  createSecret: {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreatePipelineSecretRequest'];
      };
    };
    responses: {
      /** @description It is there now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatePipelineSecretResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  updateSecret: {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        secretId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdatePipelineSecretRequest'];
      };
    };
    responses: {
      /** @description It has it */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Refused'];
    };
  };
  deleteSecret: {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        secretId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Refused'];
    };
  };
  validateSecretName: {
    parameters: {
      query?: {
        name?: string;
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It may */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      409: components['responses']['Refused'];
      default: components['responses']['Refused'];
    };
  };
  listPipelines: {
    parameters: {
      query?: {
        attributes?: components['schemas']['PipelineQueryAttribute'][];
        max?: components['parameters']['max'];
        offset?: components['parameters']['offset'];
        search?: string;
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListPipelinesResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  describePipelineLaunch: {
    parameters: {
      query?: {
        /** @description The workspace that shares the pipeline, where that is another one. */
        sourceWorkspaceId?: components['parameters']['sourceWorkspaceId'];
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        pipelineId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The launch */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DescribeLaunchResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  serviceInfo: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The installation */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceInfoResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  userInfo: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The user */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DescribeUserResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  userWorkspaces: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        userId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Organisations and workspaces */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListWorkspacesAndOrgResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  listWorkflows: {
    parameters: {
      query?: {
        max?: components['parameters']['max'];
        offset?: components['parameters']['offset'];
        search?: string;
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListWorkflowsResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  describeWorkflow: {
    parameters: {
      query?: {
        attributes?: components['schemas']['WorkflowQueryAttribute'][];
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The run */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DescribeWorkflowResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  cancelWorkflow: {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['EmptyBodyRequest'];
      };
    };
    responses: {
      /** @description It is being cancelled */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Refused'];
    };
  };
  describeWorkflowLaunch: {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The launch */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DescribeWorkflowLaunchResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  workflowLog: {
    parameters: {
      query?: {
        next?: string;
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkflowLogResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  describeProgress: {
    parameters: {
      query?: {
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path: {
        workflowId: components['parameters']['workflowId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How many tasks are where */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GetProgressResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
  launchWorkflow: {
    parameters: {
      query?: {
        /** @description The workspace that shares the pipeline, where that is another one. */
        sourceWorkspaceId?: components['parameters']['sourceWorkspaceId'];
        /** @description The workspace; without it the user's own secrets are meant. */
        workspaceId?: components['parameters']['workspaceId'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SubmitWorkflowLaunchRequest'];
      };
    };
    responses: {
      /** @description It is submitted */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubmitWorkflowLaunchResponse'];
        };
      };
      default: components['responses']['Refused'];
    };
  };
}
