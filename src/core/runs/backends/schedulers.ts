/** How a grid scheduler names, lists and cancels jobs. */
export interface Scheduler {
  /** As people call it. */
  readonly label: string;
  /** The program and arguments that cancel jobs; the ids are appended. */
  readonly cancel: readonly string[];
  /** The program and arguments that list this user's jobs that are queued or run. */
  readonly list: readonly string[];
  /** A job's id in a line of that list; its first group. */
  readonly listed: RegExp;
  /** The program and arguments that list the names of the nodes; absent where we know none. */
  readonly nodes?: readonly string[];
  /** What an id looks like: nothing else is ever put on a command line. */
  readonly id: RegExp;
}

const number = /^\d+$/;
const first = /^\s*(\d+)/;

const slurm: Scheduler = {
  label: 'Slurm',
  cancel: ['scancel'],
  list: ['squeue', '--noheader', '--me', '-o', '%i'],
  listed: /^\s*(\d+(?:_\d+)?)/,
  id: /^\d+(?:_\d+)?$/,
  nodes: ['sinfo', '--noheader', '-N', '-o', '%N'],
};

const gridEngine: Scheduler = {
  label: 'Grid Engine',
  cancel: ['qdel'],
  list: ['qstat'],
  listed: first,
  id: /^\d+(?:\.\d+)?$/,
};

const pbs: Scheduler = {
  label: 'PBS',
  cancel: ['qdel'],
  list: ['qstat'],
  listed: /^\s*(\d+(?:\[\d*\])?)/,
  id: /^\d+(?:\[\d*\])?(?:\.[\w.-]+)?$/,
};

const lsf: Scheduler = {
  label: 'LSF',
  cancel: ['bkill'],
  list: ['bjobs', '-w'],
  listed: first,
  id: /^\d+(?:\[\d+\])?$/,
};

/**
 * Nextflow's grid executors and their schedulers. The commands are those that Nextflow 24.10.0
 * itself uses (its classes `nextflow.executor.*Executor`); only Slurm's were tried against the
 * real program here.
 */
export const schedulers: Readonly<Record<string, Scheduler>> = {
  slurm,
  sge: gridEngine,
  uge: { ...gridEngine, label: 'Univa Grid Engine' },
  oge: gridEngine,
  crg: gridEngine,
  lsf,
  bsc: lsf,
  pbs,
  pbspro: { ...pbs, label: 'PBS Pro / Altair' },
  moab: {
    label: 'Moab',
    cancel: ['mjobctl', '-c'],
    list: ['showq'],
    listed: /^\s*([\w.-]+)/,
    id: /^(?:[A-Za-z][\w-]*\.)?\d+$/,
  },
  oar: { label: 'OAR', cancel: ['oardel'], list: ['oarstat'], listed: first, id: number },
  condor: {
    label: 'HTCondor',
    cancel: ['condor_rm'],
    list: ['condor_q', '-nobatch'],
    listed: /^\s*(\d+(?:\.\d+)?)/,
    id: /^\d+(?:\.\d+)?$/,
  },
  nqsii: { label: 'NQSII', cancel: ['qdel'], list: ['qstat'], listed: first, id: number },
  bridge: { label: 'Bridge', cancel: ['ccc_mdel'], list: ['ccc_mpp'], listed: first, id: number },
  flux: {
    label: 'Flux',
    cancel: ['flux', 'job', 'cancel'],
    list: ['flux', 'jobs', '--suppress-header', '--format={id.f58}'],
    listed: /^\s*(ƒ\w+)/,
    id: /^ƒ\w+$/,
  },
  hq: {
    label: 'HyperQueue',
    cancel: ['hq', 'job', 'cancel'],
    list: ['hq', '--output-mode=quiet', 'job', 'list'],
    listed: first,
    id: number,
  },
};

/** The scheduler of an executor, say of `slurm`; null where it submits to none. */
export function schedulerOf(executor: string): Scheduler | null {
  const name = executor.toLowerCase();
  return Object.hasOwn(schedulers, name) ? (schedulers[name] ?? null) : null;
}
