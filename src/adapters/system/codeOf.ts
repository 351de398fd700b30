/** The system's code of an error, say `EACCES`; its message where it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) {
    return 'code' in error ? String(error.code) : error.message;
  }
  return String(error);
}

/**
 * Whether an error says that a file or a process is not there. Nothing can be at a path with a null
 * character, which Node refuses, or at one that is too long.
 */
export function isAbsent(error: unknown): boolean {
  return absent.has(codeOf(error));
}

/**
 * Whether an error says that this process may not open more, so that nothing is known of what it was
 * about. It must never pass for what is not there, or is damaged.
 */
export function isShortage(error: unknown): boolean {
  return shortage.has(codeOf(error));
}

const absent = new Set(['ENOENT', 'ESRCH', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);
const shortage = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);
