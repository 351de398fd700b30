import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A moto server: AWS as the real SDK and the real `aws` command see it, without the cloud. */
export interface Moto {
  /** Say `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Forgets all that was made on it. */
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts one on a free port; `env` is added, say to have it check permissions. */
export async function startMoto(program: string, env: NodeJS.ProcessEnv = {}): Promise<Moto> {
  const child = spawn(program, ['-H', '127.0.0.1', '-p', '0'], {
    env: { ...process.env, PYTHONUNBUFFERED: '1', MOTO_IAM_LOAD_MANAGED_POLICIES: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(child);
  return {
    url,
    reset: async () => {
      const answer = await fetch(`${url}/moto-api/reset`, { method: 'POST' });
      if (!answer.ok) {
        throw new Error(`moto was not reset: ${answer.status}`);
      }
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('exit', code => {
      reject(new Error(`moto ended with ${code}:\n${said}`));
    });
    const listen = (data: Buffer): void => {
      said = `${said}${data.toString()}`.slice(-4000);
      const found = /Running on (http:\/\/[\d.]+:\d+)/.exec(said);
      if (found?.[1]) {
        resolve(found[1]);
      }
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
  });
}
