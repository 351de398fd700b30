import type { RunVariables } from '../../src/core/runs/launch/givenSettings.ts';

/** One launch of a pipeline, and what Nextflow makes of its config, options and environment. */
export interface LaunchCase {
  readonly what: string;
  readonly config: string;
  readonly words?: readonly string[];
  /** A path in them is relative to the launch folder. */
  readonly variables?: RunVariables;
  /** Other files of the launch folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** The executor of each process that is called, sorted. */
  readonly executors: readonly string[];
  /** Where tasks keep their files, from the launch folder. */
  readonly work?: string;
  /** Its files do not tell; Nextflow is asked. */
  readonly asked?: true;
}

/** What each of them is launched with, unless it brings its own. */
export const launchFiles: Readonly<Record<string, string>> = {
  'main.nf': `include { OUT } from './out'
process P {
  script: 'true'
}
process Q {
  label 'big'
  script: 'true'
}
process OWN {
  executor 'nqsii'
  script: 'true'
}
workflow { P(); Q() }
workflow OTHER { P(); OUT() }
workflow DIRECT { OWN() }
`,
  'out.nf': `process Z {
  script: 'true'
}
workflow OUT { Z() }
`,
};

/** Each was run on Nextflow 24.10.0 (`test/real/launchOptions.test.ts`). */
export const launchCases: readonly LaunchCase[] = [
  {
    what: 'an option for all processes, the last of two, before the config',
    config: "process.executor = 'sge'",
    words: ['-process.executor=lsf', '-process.executor', 'pbs'],
    executors: ['pbs', 'pbs'],
  },
  {
    what: 'a selector before an option, a work folder by the config before the environment',
    config: "process { withName: P { executor = 'lsf' } }\nworkDir = 'by-config'",
    words: ['-process.executor=pbs'],
    variables: { NXF_WORK: 'by-environment' },
    executors: ['lsf', 'pbs'],
    work: 'by-config',
  },
  {
    what: 'the environment where nothing else says it',
    config: 'process.cpus = 1',
    variables: { NXF_EXECUTOR: 'lsf', NXF_WORK: 'by-environment' },
    executors: ['lsf', 'lsf'],
    work: 'by-environment',
  },
  {
    what: 'the name of the executor before the environment, a work folder by an option',
    config: "executor.name = 'sge'\nworkDir = 'by-config'",
    words: ['-w', 'by-option'],
    variables: { NXF_EXECUTOR: 'lsf' },
    executors: ['sge', 'sge'],
    work: 'by-option',
  },
  {
    what: 'an option for the executor',
    config: '',
    words: ['-executor.name=sge'],
    variables: { NXF_EXECUTOR: 'lsf' },
    executors: ['sge', 'sge'],
  },
  {
    what: 'a config of the environment in the place of that of the folder',
    config: "process.executor = 'sge'",
    variables: { NXF_CONFIG_FILE: 'other.config' },
    files: { 'other.config': "process { withName: P { executor = 'pbs' } }" },
    executors: ['local', 'pbs'],
  },
  {
    what: 'configs of -c, several in one word',
    config: "process.executor = 'sge'",
    words: ['-c', 'a.config,b.config'],
    files: {
      'a.config': "process { withLabel: big { executor = 'lsf' } }",
      'b.config': "process { withName: P { executor = 'pbs' } }",
    },
    executors: ['lsf', 'pbs'],
  },
  {
    what: 'a config of -C, and no other',
    config: "process.executor = 'sge'",
    words: ['-c', 'a.config', '-C', 'b.config'],
    files: {
      'a.config': "executor.name = 'lsf'",
      'b.config': "process { withName: P { executor = 'pbs' } }",
    },
    executors: ['local', 'pbs'],
  },
  {
    what: 'another workflow, which is a part of the paths of processes',
    config:
      "process { withName: 'OTHER:P' { executor = 'sge' }\n withName: 'OTHER:OUT:Z' { executor = 'lsf' }\n withName: 'OUT:Z' { executor = 'pbs' } }",
    words: ['-entry', 'OTHER'],
    executors: ['lsf', 'sge'],
  },
  {
    what: 'another workflow that the script includes',
    config:
      "process { withName: 'OTHER:OUT:Z' { executor = 'lsf' }\n withName: 'OUT:Z' { executor = 'pbs' } }",
    words: ['-entry', 'OUT'],
    executors: ['pbs'],
  },
  {
    what: 'a directive before an option',
    config: "process.executor = 'sge'",
    words: ['-entry', 'DIRECT', '-process.executor=pbs'],
    executors: ['nqsii'],
  },
  {
    what: 'profiles among the options',
    config:
      "profiles { lab { process { executor = 'lsf' } }\n big { process { withName: P { executor = 'sge' } } } }",
    words: ['-profile', 'lab,big'],
    executors: ['lsf', 'sge'],
    asked: true,
  },
  {
    what: 'a profile that sets a thing with a dot and another in braces, which takes the first away',
    config: "profiles { lab { process.executor = 'lsf'\n process { withName: Q { cpus = 1 } } } }",
    words: ['-profile', 'lab'],
    executors: ['local', 'local'],
    asked: true,
  },
  {
    what: 'a profile whose included config takes away what it sets with a dot',
    config: "profiles { lab { process.executor = 'lsf'\n includeConfig 'lab' } }",
    words: ['-profile', 'lab'],
    files: { lab: "process { withName: P { executor = 'sge' } }" },
    executors: ['local', 'sge'],
    asked: true,
  },
  {
    what: 'what all runs are told with a dot before what a profile says in braces',
    config: "profiles { lab { process { executor = 'lsf' } } }\nprocess.executor = 'sge'",
    words: ['-profile', 'lab'],
    executors: ['sge', 'sge'],
    asked: true,
  },
  {
    what: 'a profile that says all in braces, or all with dots',
    config:
      "process.executor = 'sge'\nprofiles { lab { process { executor = 'lsf' } }\n big { process.executor = 'pbs' } }",
    words: ['-profile', 'big'],
    executors: ['pbs', 'pbs'],
  },
  {
    what: 'the config of the user, which the folder’s goes before',
    config: "process { withName: P { executor = 'pbs' } }",
    files: {
      '.home/config': "process.executor = 'lsf'\nprocess { withName: P { executor = 'sge' } }",
    },
    executors: ['lsf', 'pbs'],
  },
];
