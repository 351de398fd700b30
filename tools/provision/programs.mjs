// @ts-check
import { pathToFileURL } from 'node:url';
import { alone, apt, canApt, MissingTool, onPath, say } from './shell.mjs';

/** Small programs that tests run for real, and Debian's package of each. */
const packages = {
  busybox: 'busybox',
  curl: 'curl',
  dash: 'dash',
  jq: 'jq',
  mksh: 'mksh',
  openssl: 'openssl',
  perl: 'perl',
  python3: 'python3',
  sqlite3: 'sqlite3',
  wget: 'wget',
  xxd: 'xxd',
  zsh: 'zsh',
};

/** Shells and the like: those of this machine, else from Debian. */
export async function programs() {
  if (missing().length > 0 && canApt()) {
    await alone(() => apt(...missing().map(([, name]) => name)));
  }
  const names = missing().map(([program]) => program);
  if (names.length > 0) {
    throw new MissingTool(
      names.join(', '),
      'on Debian, run `node tools/provision/programs.mjs` as root.',
    );
  }
  say(`programs: ${Object.keys(packages).join(', ')}`);
  return '';
}

function missing() {
  return Object.entries(packages).filter(([program]) => onPath(program) === null);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await programs();
}
