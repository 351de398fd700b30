/**
 * The oldest Node that has all that the command line and the supervisor use, the first with
 * long-term support of its line: `Symbol.dispose` is in Node since 20.5.1. `engines` of
 * `package.json` says the same.
 */
export const oldestNode = [20, 9] as const;

/** What to say to a Node that is too old, by its version, say `20.0.0`; null for any other. */
export function refusalOf(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  const old = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  return old
    ? `nextflow-secrets: Node ${oldestNode.join('.')} or newer is needed, and this is Node ${version} (${process.execPath}). Install a newer one, or put it before this one on the PATH.\n`
    : null;
}

/**
 * Ends this process where its Node is too old, before anything is done: npm installs a package all
 * the same, and what is missing would show in the middle of a run or of a removal.
 */
export function refuseOldNode(): void {
  const refusal = refusalOf(process.versions.node);
  if (refusal !== null) {
    process.stderr.write(refusal);
    process.exit(2);
  }
}
