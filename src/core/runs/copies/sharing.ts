/** Whether other machines see a folder, as far as its file system tells. */
export type Sharing = 'shared' | 'this-machine' | 'unknown';

/** They live in one machine's memory, or in the layers of one container. */
const own = ['tmpfs', 'ramfs', 'devtmpfs', 'overlay', 'overlayfs', 'aufs', 'squashfs'];

/** File systems of clusters, and those that are mounted over a network. */
const shared = [
  ...[
    'nfs',
    'nfs4',
    'lustre',
    'gpfs',
    'beegfs',
    'ceph',
    'glusterfs',
    'panfs',
    'wekafs',
    'orangefs',
  ],
  ...['gfs2', 'ocfs2', 'afs', 'cifs', 'smb3'],
];

/**
 * What the type of a file system tells, say `nfs4` or `fuse.ceph`. A disk of this machine (`ext4`,
 * `xfs`) is unknown: the head of a cluster may export it to the others.
 */
export function sharingOf(type: string): Sharing {
  const name = type.replace(/^fuse(?:blk)?\./, '').replace(/-fuse$/, '');
  return own.includes(name) ? 'this-machine' : shared.includes(name) ? 'shared' : 'unknown';
}

/**
 * The type of the file system that holds an absolute path, from the text of
 * `/proc/self/mountinfo`; null where it does not tell.
 */
export function fileSystemOf(path: string, mountinfo: string): string | null {
  return (
    mountinfo
      .split('\n')
      .map(mountOf)
      .filter(({ at, type }) => type !== '' && holds(at, path))
      // Of two mounts on one place the later one is seen.
      .reduce((found, mount) => (mount.at.length >= found.at.length ? mount : found), nowhere).type
  );
}

interface Mount {
  readonly at: string;
  readonly type: string | null;
}

const nowhere: Mount = { at: '', type: null };

/** `36 35 98:0 /root /mnt rw master:1 - ext3 /dev/sda rw`: where it is, and its type. */
function mountOf(line: string): Mount {
  const [before = '', after = ''] = line.split(' - ');
  return { at: unescape(before.split(' ')[4] ?? ''), type: after.split(' ', 1)[0] ?? '' };
}

function holds(at: string, path: string): boolean {
  return at === '/' || path === at || (at !== '' && path.startsWith(`${at}/`));
}

/** The kernel writes blanks and backslashes as three octal digits. */
function unescape(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8)));
}
