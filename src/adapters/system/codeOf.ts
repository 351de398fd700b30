/** The system's code of an error, say `EACCES`; its message where it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) {
    return 'code' in error ? String(error.code) : error.message;
  }
  return String(error);
}

/** Whether an error says that a file or a process is not there. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ESRCH', 'ENOTDIR'].includes(codeOf(error));
}
