import { spawnSync } from 'node:child_process';
import type { Way } from './programs.ts';
import { Skip } from './test.ts';

/** How a program runs as another user of this machine, neither us nor root; skips the test where that is not allowed. */
export function requireStranger(): Way {
  return allowed('no other user can be had here (setpriv as root, or sudo)', [
    ['setpriv', '--reuid', '65533', '--regid', '65533', '--clear-groups'],
    ['sudo', '-n', '-u', 'nobody'],
  ]);
}

/**
 * How a program runs in a container of its own: it sees no process of ours, and an empty `/tmp`. Skips
 * the test where that is not allowed.
 */
export function requireContainer(): Way {
  const inside = ['sh', '-c', 'mount -t tmpfs none /tmp && exec "$0" "$@"'];
  return allowed('no container can be had here (unshare --pid)', [
    ['unshare', '--pid', '--fork', '--mount-proc', ...inside],
    ['unshare', '-r', '--pid', '--fork', '--mount-proc', ...inside],
  ]);
}

function allowed(otherwise: string, ways: readonly Way[]): Way {
  const way = ways.find(
    ([program = '', ...args]) => spawnSync(program, [...args, 'true']).status === 0,
  );
  if (!way) {
    throw new Skip(otherwise);
  }
  return way;
}
