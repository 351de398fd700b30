import { homedir, userInfo } from 'node:os';
import { isAbsolute } from 'node:path';

/** As whom this process runs. */
export interface CurrentUser {
  /** -1 where the system knows no such numbers. */
  readonly id: number;
  readonly name: string;
  readonly home: string;
}

/**
 * As whom this process runs. A container may give it a number that no user has: its name is then the
 * number, and its home the root folder, as container runtimes set it.
 */
export function currentUser(): CurrentUser {
  const id = process.getuid?.() ?? -1;
  return {
    id,
    // Only who wants it asks the system's list of users, which may be a directory of the network.
    get name() {
      return known(() => userInfo().username) ?? String(id);
    },
    get home() {
      const home = known(homedir);
      // Of an empty or relative `HOME`, what is kept there would depend on the folder of the moment.
      return home !== null && isAbsolute(home) ? home : (known(() => userInfo().homedir) ?? '/');
    },
  };
}

/** Node throws where the system's list of users has no entry. */
function known(ask: () => string): string | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
