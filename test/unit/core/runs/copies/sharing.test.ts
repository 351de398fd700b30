import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileSystemOf, sharingOf } from '../../../../../src/core/runs/copies/sharing.ts';

const mounts = String.raw`22 1 0:20 / / rw,relatime shared:1 - overlay overlay rw,lowerdir=/a
30 22 0:25 / /dev/shm rw,nosuid - tmpfs tmpfs rw
40 22 0:30 / /home rw shared:5 master:2 - nfs4 server:/home rw
41 22 0:31 / /home/ada/my\040data rw - fuse.ceph ceph rw
42 22 0:32 / /scratch rw - xfs /dev/sdb rw
43 22 0:33 / /scratch rw - lustre mds:/s rw`;

test('the innermost mount tells of a folder, and of two on one place the later', () => {
  const types = ['/', '/dev/shm/x', '/home', '/home/ada/my data/x', '/homes', '/scratch/x'].map(
    path => `${path} ${fileSystemOf(path, mounts) ?? '-'}`,
  );
  assert.deepEqual(types, [
    '/ overlay',
    '/dev/shm/x tmpfs',
    '/home nfs4',
    '/home/ada/my data/x fuse.ceph',
    '/homes overlay',
    '/scratch/x lustre',
  ]);
  assert.equal(fileSystemOf('/x', ''), null);
});

test('only what is known to be seen by one machine alone counts as such', () => {
  assert.deepEqual(
    ['tmpfs', 'overlay', 'nfs4', 'fuse.ceph', 'ceph-fuse', 'ext4', 'fuse.sshfs', 'beegfs'].map(
      type => `${type} ${sharingOf(type)}`,
    ),
    [
      'tmpfs this-machine',
      'overlay this-machine',
      'nfs4 shared',
      'fuse.ceph shared',
      'ceph-fuse shared',
      'ext4 unknown',
      'fuse.sshfs unknown',
      'beegfs shared',
    ],
  );
});
