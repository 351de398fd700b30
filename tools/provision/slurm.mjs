// @ts-check
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, hostname } from 'node:os';
import { pathToFileURL } from 'node:url';
import { alone, apt, canApt, MissingTool, onPath, outputOf, run, say } from './shell.mjs';

/** Where Slurm and munge keep what they need; they do not make it themselves. */
const folders = [
  ...['/etc/slurm', '/var/spool/slurmctld', '/var/spool/slurmd', '/var/log/slurm'],
  ...['/etc/munge', '/run/munge', '/var/log/munge', '/var/lib/munge'],
];

/** A Slurm that runs jobs: the one of this machine, else a cluster of one node that is started here. */
export async function slurm() {
  const how = await alone(async () => {
    if (runsJobs()) {
      return 'found';
    }
    await start();
    return 'started here, one node';
  });
  say(`Slurm: ${how}`);
  return onPath('sbatch') ?? '';
}

async function start() {
  if (!onPath('slurmctld') && canApt()) {
    await apt('slurm-wlm', 'munge');
  }
  if (!onPath('slurmctld') || process.getuid?.() !== 0) {
    throw new MissingTool('Slurm', 'on Debian, run `node tools/provision/slurm.mjs` as root.');
  }
  folders.forEach(folder => mkdirSync(folder, { recursive: true }));
  writeFileSync('/etc/slurm/slurm.conf', config());
  if (!existsSync('/etc/munge/munge.key')) {
    await run('mungekey', ['-c']);
  }
  await run('chown', ['-R', 'munge:', ...folders.slice(-4)]);
  if (!isRunning('munged')) {
    await daemon('su', ['-s', '/bin/sh', 'munge', '-c', onPath('munged') ?? 'munged']);
  }
  for (const name of ['slurmctld', 'slurmd'].filter(program => !isRunning(program))) {
    await daemon(name, []);
  }
  for (let tries = 0; !runsJobs(); tries += 1) {
    if (tries === 30) {
      throw new MissingTool('a Slurm that runs jobs', 'see /var/log/slurm.');
    }
    await new Promise(done => setTimeout(done, 1000));
  }
}

/** A daemon detaches by itself; its streams must not hold us. @param {string} name @param {string[]} args */
function daemon(name, args) {
  const child = spawn(name, args, { stdio: 'ignore' });
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('exit', done);
  });
}

function runsJobs() {
  const controls = onPath('srun') !== null && outputOf('timeout', ['5', 'scontrol', 'ping']);
  return (
    /is UP/.test(controls || '') && outputOf('timeout', ['10', 'srun', '-n1', 'true']) !== null
  );
}

/** @param {string} name */
function isRunning(name) {
  try {
    execFileSync('pidof', [name]);
    return true;
  } catch {
    return false;
  }
}

function config() {
  const host = hostname().split('.')[0];
  return `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
StateSaveLocation=/var/spool/slurmctld
SlurmdSpoolDir=/var/spool/slurmd
SlurmctldPidFile=/run/slurmctld.pid
SlurmdPidFile=/run/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SlurmctldLogFile=/var/log/slurm/slurmctld.log
SlurmdLogFile=/var/log/slurm/slurmd.log
MpiDefault=none
ReturnToService=2
# Jobs of several tests run beside each other: this node has as many places as they ask for.
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} RealMemory=2000 State=UNKNOWN
PartitionName=main Nodes=${host} Default=YES OverSubscribe=FORCE:8 MaxTime=INFINITE State=UP
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await slurm();
}
