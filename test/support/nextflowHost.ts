import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What came of one run. */
export interface HostedRun {
  readonly code: number;
  readonly output: string;
}

/** What a run that does not come to its end is given, in ms. */
const longest = 180_000;

/**
 * One Java process that runs many small pipelines, one after the other, in one folder: a run takes
 * a fifth of the processor time of a Nextflow of its own. Only what `npm test` has made of the jars
 * of Maven Central can be started so.
 */
export class NextflowHost implements AsyncDisposable {
  /** Where the pipeline of each run stands. */
  readonly folder: string;
  readonly store: string;
  readonly #home: string;
  readonly #program: string;
  readonly #environment: NodeJS.ProcessEnv;
  #java: ChildProcess | null = null;

  constructor(home: string, environment: NodeJS.ProcessEnv) {
    this.#home = home;
    this.folder = join(home, 'pipeline');
    this.store = join(home, 'store.json');
    this.#program = join(home, 'host');
    this.#environment = {
      ...process.env,
      // Errors keep their texts however often a call was made.
      JAVA_TOOL_OPTIONS: '-Dsun.reflect.inflationThreshold=1000000',
      ...environment,
      NXF_SECRETS_FILE: this.store,
    };
  }

  /** Null where a program is another launcher, which starts nothing but Nextflow itself. */
  static async open(
    program: string,
    environment: NodeJS.ProcessEnv = {},
  ): Promise<NextflowHost | null> {
    const launcher = await readFile(program, 'utf8');
    const hosting = launcher.replace('nextflow.cli.Launcher "$@"', 'groovy.ui.GroovyMain "$@"');
    if (hosting === launcher) {
      return null;
    }
    const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-host-'));
    const host = new NextflowHost(home, environment);
    await writeFile(host.#program, hosting);
    await chmod(host.#program, 0o755);
    await mkdir(host.folder);
    return host;
  }

  /** Runs these files with this store in a folder that has nothing else. */
  async run(files: Readonly<Record<string, string>>, store: string): Promise<HostedRun> {
    this.#java ??= this.#start();
    const java = this.#java;
    const output = join(this.#home, 'output.txt');
    await this.#empty();
    await writeFile(output, '');
    await writeFile(this.store, store, { mode: 0o600 });
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.folder, name)), { recursive: true });
      await writeFile(join(this.folder, name), text);
    }
    const code = await new Promise<number>(done => {
      const limit = setTimeout(() => java.kill('SIGKILL'), longest);
      const end = (ended: number): void => {
        clearTimeout(limit);
        java.removeAllListeners('exit');
        java.stdout?.removeAllListeners('data');
        done(ended);
      };
      java.stdout?.once('data', (line: Buffer) => {
        end(Number(line.toString()));
      });
      // A pipeline that calls `exit` takes the whole process with it.
      java.once('exit', ended => {
        this.#java = null;
        end(ended ?? 1);
      });
      java.stdin?.write(`${output}\n`);
    });
    return { code, output: await readFile(output, 'utf8') };
  }

  /** The next run has a fresh process. */
  async renew(): Promise<void> {
    const java = this.#java;
    this.#java = null;
    if (java) {
      java.removeAllListeners('exit');
      const ended = new Promise(done => java.once('exit', done));
      java.kill('SIGKILL');
      await ended;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.renew();
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  #start(): ChildProcess {
    return spawn(this.#program, [resolve('test/support/nextflowHost.groovy')], {
      cwd: this.folder,
      env: this.#environment,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  }

  /** The folder itself stays, because Java stands in it, and what Nextflow holds open of earlier runs. */
  async #empty(): Promise<void> {
    const names = await readdir(this.folder);
    for (const name of names.filter(each => each !== '.nextflow')) {
      await rm(join(this.folder, name), { recursive: true, force: true, maxRetries: 5 });
    }
  }
}
