import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudTarget } from '../../src/core/runs/backends/runTarget.ts';
import { awsContext } from './awsContext.ts';
import { GoogleServer } from './google/googleServer.ts';
import { Network } from './network.ts';

/** How calls go wrong, by the names that both clouds have in common. */
export type CloudFault = 'throttle' | 'deny' | 'cut' | 'hang' | 'lose' | 'expire';
/** `read` is what a task does. */
export type CloudAct = 'put' | 'remove' | 'read';

/** A cloud for runs: a real server behind the real client, with what can go wrong on the way. */
export interface CloudContext {
  readonly target: CloudTarget;
  /** The keys of all copies that stand. */
  readonly standing: () => Promise<readonly string[]>;
  /** Null lets a call pass. */
  readonly next: (act: CloudAct, ...faults: (CloudFault | null)[]) => void;
  readonly always: (act: CloudAct, fault: CloudFault | null) => void;
  readonly count: (act: CloudAct) => number;
  /** Makes a secret as a request does that is carried out late. */
  readonly plant: (key: string) => Promise<void>;
  /** Milliseconds that every call takes longer. */
  readonly slow: (latency: number) => void;
  /** The way there, which can be cut. */
  readonly network: Network;
  readonly leave: () => Promise<void>;
}

/** AWS, where runs may deliver by job definition too: with `executionRole` they can. */
export interface AwsRuns extends CloudContext {
  /** The server itself, past what can go wrong on the way. */
  readonly url: string;
}

export async function awsRuns(moto: string, executionRole: string | null = null): Promise<AwsRuns> {
  const context = await awsContext(moto);
  const { proxy } = context;
  const network = await Network.to(process.env['AWS_ENDPOINT_URL'] ?? '');
  process.env['AWS_ENDPOINT_URL'] = `http://${network.host}`;
  const actions = { put: 'CreateSecret', remove: 'DeleteSecret', read: 'GetSecretValue' } as const;
  const call = async (action: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(context.moto.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `secretsmanager.${action}`,
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIARESEARCH/20260101/eu-west-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    url: context.moto.url,
    target: { kind: 'aws-batch', region: 'eu-west-1', profile: 'research', executionRole },
    standing: async () => {
      const { SecretList = [] } = await call('ListSecrets', {});
      return (SecretList as { Name: string }[]).map(({ Name }) => Name).sort();
    },
    next: (act, ...faults) => {
      proxy.next(actions[act], ...faults);
    },
    always: (act, fault) => {
      proxy.always(actions[act], fault);
    },
    count: act => proxy.count(actions[act]),
    plant: async key => {
      await call('CreateSecret', {
        Name: key,
        SecretString: 'late',
        ClientRequestToken: key.padEnd(32, '0'),
      });
    },
    slow: latency => {
      proxy.latency = latency;
    },
    network,
    leave: async () => {
      network.stop();
      await context.leave();
    },
  };
}

export async function googleRuns(given?: GoogleServer): Promise<CloudContext> {
  const server = given ?? (await GoogleServer.start());
  const credentialsFile = join(mkdtempSync(join(tmpdir(), 'nextflow-secrets-google-')), 'key.json');
  writeFileSync(
    credentialsFile,
    JSON.stringify({
      type: 'service_account',
      project_id: 'research',
      client_email: 'ada@research.example',
    }),
  );
  const network = await Network.to(`http://${server.host}`);
  process.env['SECRET_MANAGER_EMULATOR_HOST'] = network.host;
  const calls = {
    put: 'addSecretVersion',
    remove: 'deleteSecret',
    read: 'accessSecretVersion',
  } as const;
  const named = (fault: CloudFault) => (fault === 'expire' ? 'sign-out' : fault);
  const parent = 'projects/research';
  return {
    target: {
      kind: 'google-batch',
      project: 'research',
      location: 'europe-west1',
      credentialsFile,
    },
    standing: () =>
      Promise.resolve(
        server.service
          .listSecrets(parent, '', 1000, '')
          .secrets.map(({ name }) => name.split('/').at(-1) ?? '')
          .sort(),
      ),
    next: (act, ...faults) => {
      server.faults.next(calls[act], ...faults.map(fault => fault && named(fault)));
    },
    always: (act, fault) => {
      server.faults.always(calls[act], fault && named(fault));
    },
    count: act => server.faults.count(calls[act]),
    plant: key => {
      server.service.createSecret(parent, key, { replication: { automatic: {} } });
      return Promise.resolve();
    },
    slow: latency => {
      server.faults.latency = latency;
    },
    network,
    leave: () => {
      network.stop();
      server.stop();
      return Promise.resolve();
    },
  };
}
