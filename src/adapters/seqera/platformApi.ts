// Generated from platform.openapi.yaml by npm run api.
export interface paths {
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
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    CreatePipelineSecretRequest: {
      name: string;
      value: string;
    };
    CreatePipelineSecretResponse: {
      /** Format: int64 */
      secretId?: string;
    };
    DescribeUserResponse: {
      /** Format: int64 */
      defaultWorkspaceId?: string;
      needConsent?: boolean;
      user?: components['schemas']['UserResponseDto'];
    };
    ErrorResponse: {
      message: string;
    };
    ListPipelineSecretsResponse: {
      pipelineSecrets?: components['schemas']['PipelineSecret'][];
      /** Format: int64 */
      totalSize?: string;
    };
    ListWorkspacesAndOrgResponse: {
      orgsAndWorkspaces?: components['schemas']['OrgAndWorkspaceDto'][];
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
    ServiceInfo: {
      apiVersion?: string;
      seqeraCloud?: boolean;
      userWorkspaceEnabled?: boolean;
      version?: string;
    };
    ServiceInfoResponse: {
      serviceInfo?: components['schemas']['ServiceInfo'];
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
    /** @description The workspace; without it the user's own secrets are meant. */
    workspaceId: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
}
