/** The exit status of what ended in an error that nobody expected. */
const failed = 2;

/**
 * Takes errors that nobody waits for, which would end this process where it stands, with a stack
 * trace: the error is said in one line, what can be stopped is stopped as by Ctrl+C, so that a run
 * sweeps, and the exit status is that of a failure however the command ends.
 */
export function surviveFaults(): void {
  const onFault = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`nextflow-secrets: unexpected error: ${message}\n`);
    process.emit('SIGTERM');
    process.once('exit', () => {
      process.exitCode = failed;
    });
  };
  process.on('unhandledRejection', onFault);
  process.on('uncaughtException', onFault);
}
