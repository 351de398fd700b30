import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isWrapper,
  parseFolders,
  parseProcesses,
  taskProcesses,
} from '../../../../../src/core/runs/output/taskProcesses.ts';

/** As macOS prints it: columns are as wide as they need to be, and a start has four blanks after it. */
const macOs = `
    1     0 Ss   Tue Nov 24 08:12:01 2026     /sbin/launchd
  501     1 S    Wed Nov 25 09:00:00 2026     /Applications/Visual Studio Code.app/Contents/MacOS/Electron
 8810     1 S    Wed Nov 25 21:30:37 2026     /bin/bash -ue .command.run
 8817  8810 S    Wed Nov 25 21:30:37 2026     /bin/bash -ue /tmp/my runs/work/c2/8be729e33ff1593a2b822a77521209/.command.sh
 8818  8817 R+   Wed Nov 25 21:30:38 2026     bwa mem -t 8 ref.fa
 8819  8817 Z    Wed Nov 25 21:30:38 2026     (samtools)
 8900     1 S    Thu Nov  5 01:02:03 2026     /bin/bash -ue /private/tmp/my runs/work/aa/000000000000000000000000000000/.command.sh
 8910     1 S    Wed Nov 25 21:30:39 2026     /bin/bash -ue .command.run
 8911  8910 S    Wed Nov 25 21:30:39 2026     sleep 60
 9000   501 S    Wed Nov 25 21:31:00 2026     -zsh
 9001  9000 S    Wed Nov 25 21:31:05 2026     vim /tmp/my runs/work/c2/8be729e33ff1593a2b822a77521209/.command.sh
`;

/** \`lsof -a -w -d cwd -p … -Fpn\`, also with the field that newer versions add unasked. */
const cwds = `p8810
fcwd
n/private/tmp/my runs/work/c2/8be729e33ff1593a2b822a77521209
p8910
fcwd
n/private/tmp/other/work/bb/111111111111111111111111111111
p9000
fcwd
n/private/tmp/my runs/work/c2/8be729e33ff1593a2b822a77521209
`;

const places = {
  roots: ['/tmp/my runs/work', '/private/tmp/my runs/work'],
  isTask: (path: string) => path.startsWith('c2/8be729') || path.startsWith('aa/000000'),
};

test('a listing of macOS gives each process that lives, with blanks in its command', () => {
  const listed = parseProcesses(macOs);
  assert.equal(listed.length, 10);
  assert.deepEqual(listed[1], {
    pid: 501,
    parent: 1,
    startedAt: 'Wed Nov 25 09:00:00 2026',
    command: '/Applications/Visual Studio Code.app/Contents/MacOS/Electron',
  });
  assert.equal(listed.find(({ pid }) => pid === 8900)?.startedAt, 'Thu Nov  5 01:02:03 2026');
  assert.deepEqual(
    listed.filter(isWrapper).map(({ pid }) => pid),
    [8810, 8910],
  );
});

test('of all processes only those of the run’s tasks are its own', () => {
  const found = taskProcesses(parseProcesses(macOs), parseFolders(cwds), places);
  assert.deepEqual(
    found.map(({ pid, folder }) => [pid, folder.split('/').slice(-2).join('/')]),
    [
      [8810, 'c2/8be729e33ff1593a2b822a77521209'],
      [8817, 'c2/8be729e33ff1593a2b822a77521209'],
      [8818, 'c2/8be729e33ff1593a2b822a77521209'],
      // Its wrapper was killed; it names its script itself.
      [8900, 'aa/000000000000000000000000000000'],
    ],
  );
});

test('a wrapper whose folder cannot be seen is not claimed, nor a shell in a task’s folder', () => {
  const found = taskProcesses(parseProcesses(macOs), new Map(), places);
  assert.deepEqual(
    found.map(({ pid }) => pid),
    [8817, 8818, 8900],
  );
});

test('processes that are each other’s parents do not keep the search from its end', () => {
  const circle = '10 11 S Wed Nov 25 21:30:37 2026 a\n11 10 S Wed Nov 25 21:30:37 2026 b\n';
  assert.deepEqual(taskProcesses(parseProcesses(circle), new Map(), places), []);
});
