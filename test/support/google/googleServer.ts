import { resolve } from 'node:path';
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadPackageDefinition, type ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { GoogleFaults } from './faults.ts';
import { type Secret, SecretManager, ServiceError } from './secretManager.ts';

const protos = ['@google-cloud/secret-manager/build/protos', 'google-gax/build/protos'];

/** What the calls are asked, as far as they are served. */
interface Request {
  readonly parent: string;
  readonly name: string;
  readonly resource: string;
  readonly secretId: string;
  readonly secret: Partial<Secret>;
  readonly updateMask: { readonly paths: readonly string[] };
  readonly payload: { data?: Buffer; dataCrc32c?: string };
  readonly filter: string;
  readonly pageSize: number;
  readonly pageToken: string;
  readonly etag: string;
  readonly permissions: readonly string[];
}

/**
 * Google Secret Manager on this machine: the official service definition, which ships in Google's
 * client, over an in-memory {@link SecretManager}. It speaks gRPC without encryption.
 */
export class GoogleServer {
  readonly service = new SecretManager();
  readonly faults = new GoogleFaults();
  readonly #server = new Server();
  #port = 0;
  /** What was listed before the last changes, for listings that lag. */
  #shown: ReturnType<SecretManager['listSecrets']> | null = null;
  /** How many listings still show what was before. */
  lag = 0;

  static async start(): Promise<GoogleServer> {
    const server = new GoogleServer();
    server.#server.addService(definition(), server.#calls());
    server.#port = await new Promise<number>((done, fail) => {
      const bound = (error: Error | null, port: number): void => {
        if (error) {
          fail(error);
        } else {
          done(port);
        }
      };
      server.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), bound);
    });
    return server;
  }

  /** Say `127.0.0.1:41234`. */
  get host(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** The environment in which our adapter finds it. */
  get environment(): Readonly<Record<string, string>> {
    return { SECRET_MANAGER_EMULATOR_HOST: this.host };
  }

  stop(): void {
    this.#server.forceShutdown();
  }

  #calls(): UntypedServiceImplementation {
    const { service } = this;
    return this.#implement({
      createSecret: ({ parent, secretId, secret }) =>
        service.createSecret(parent, secretId, secret),
      addSecretVersion: ({ parent, payload }) => service.addSecretVersion(parent, payload),
      accessSecretVersion: ({ name }) => service.accessSecretVersion(name),
      listSecretVersions: ({ parent }) => service.listSecretVersions(parent),
      disableSecretVersion: ({ name }) => service.setState(name, 'DISABLED'),
      destroySecretVersion: ({ name }) => service.setState(name, 'DESTROYED'),
      getSecret: ({ name }) => service.getSecret(name),
      updateSecret: ({ secret, updateMask }) => service.updateSecret(secret, updateMask.paths),
      deleteSecret: ({ name, etag }) => {
        service.deleteSecret(name, etag);
        return {};
      },
      listSecrets: request => this.#list(request),
      testIamPermissions: ({ permissions }) => service.testIamPermissions(permissions),
    });
  }

  #list({ parent, filter, pageSize, pageToken }: Request) {
    const fresh = this.service.listSecrets(parent, filter, pageSize, pageToken);
    if (this.lag > 0 && this.#shown) {
      this.lag -= 1;
      return this.#shown;
    }
    this.#shown = fresh;
    return fresh;
  }

  #implement(
    calls: Readonly<Record<string, (request: Request) => object>>,
  ): UntypedServiceImplementation {
    const entries = Object.entries(calls).map(([name, act]) => [
      name,
      (
        { request }: { request: Request },
        answer: (error: { code: number; details: string } | null, reply?: object) => void,
      ): void => {
        this.faults
          .around(name, () => act(request))
          .then(
            reply => {
              answer(null, reply);
            },
            (error: unknown) => {
              const code = error instanceof ServiceError ? error.code : 2;
              answer({ code, details: error instanceof Error ? error.message : String(error) });
            },
          );
      },
    ]);
    return Object.fromEntries(entries) as UntypedServiceImplementation;
  }
}

function definition(): ServiceDefinition {
  const loaded = loadPackageDefinition(
    loadSync('google/cloud/secretmanager/v1/service.proto', {
      includeDirs: protos.map(folder => resolve('node_modules', folder)),
      longs: Number,
      enums: String,
      defaults: false,
      oneofs: true,
    }),
  ) as unknown as {
    google: {
      cloud: {
        secretmanager: { v1: { SecretManagerService: { service: ServiceDefinition } } };
      };
    };
  };
  return loaded.google.cloud.secretmanager.v1.SecretManagerService.service;
}
