/** What a fake Platform knows of launches. */

export interface FakeComputeEnv {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  status: 'AVAILABLE' | 'ERRORED' | 'DISABLED';
  readonly region: string | null;
  readonly workDir: string;
  primary: boolean;
  readonly headJobRole: string | null;
  readonly executionRole: string | null;
  /** Of Google Cloud's. */
  readonly projectId?: string | null;
  readonly serviceAccount?: string | null;
}

/** As a launch was asked for, or is saved. */
export interface FakeLaunch {
  id?: string;
  computeEnvId: string;
  pipeline: string;
  workDir: string;
  revision?: string;
  configProfiles?: readonly string[];
  configText?: string;
  paramsText?: string;
  mainScript?: string;
  sessionId?: string;
  resume?: boolean;
  userSecrets: readonly string[];
  workspaceSecrets: readonly string[];
}

export interface FakePipeline {
  readonly id: bigint;
  readonly name: string;
  readonly launch: FakeLaunch;
}

export interface FakeRun {
  readonly id: string;
  readonly userName: string;
  readonly launch: FakeLaunch;
  readonly runName: string;
  status: 'SUBMITTED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'UNKNOWN';
  readonly submit: string;
  complete: string | null;
  errorMessage: string | null;
  messages: string[];
  /** Lines of output; a test adds more while it runs. */
  readonly log: string[];
  /** Null until the first task is known. */
  tasks: { pending: number; running: number; succeeded: number; failed: number } | null;
  /** When a task was last heard of, in milliseconds. */
  changed: number | null;
}

/** Lines of a page of output. */
export const logPage = 3;

/** The launches of one workspace, or of one user. */
export class RunState {
  readonly computeEnvs: FakeComputeEnv[] = [];
  readonly pipelines: FakePipeline[] = [];
  /** The newest first. */
  readonly runs: FakeRun[] = [];

  addComputeEnv(
    name: string,
    platform: string,
    more: Partial<Omit<FakeComputeEnv, 'name' | 'platform'>> = {},
  ): FakeComputeEnv {
    const made: FakeComputeEnv = {
      id: `ce${name.replaceAll(/\W/g, '')}`,
      name,
      platform,
      status: 'AVAILABLE',
      region: 'eu-west-1',
      workDir: `s3://${name}/work`,
      primary: this.computeEnvs.length === 0,
      headJobRole: null,
      executionRole: null,
      ...more,
    };
    this.computeEnvs.push(made);
    return made;
  }

  addRun(userName: string, launch: FakeLaunch, number: number, now = Date.now()): FakeRun {
    const made: FakeRun = {
      // 14 characters of base 62, as the Platform's own.
      id: `1k0K4WlGep${String(number).padStart(4, '0')}`,
      userName,
      launch,
      runName: `brave_curie_${number}`,
      status: 'SUBMITTED',
      submit: timeText(now),
      complete: null,
      errorMessage: null,
      messages: [],
      log: [],
      tasks: null,
      changed: null,
    };
    this.runs.unshift(made);
    return made;
  }
}

/** The Platform's times have no fractions. */
export function timeText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+/, '');
}

/** Ends a run. */
export function endRun(
  run: FakeRun,
  status: FakeRun['status'],
  error: string | null = null,
  at = Date.now(),
): void {
  run.status = status;
  run.complete = timeText(at);
  run.errorMessage = error;
}

export function isOver({ complete }: FakeRun): boolean {
  return complete !== null;
}
