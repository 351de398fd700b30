import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What a run needs of Nextflow where the real one would only take time: it leaves a file beside the
 * store as Nextflow does, outlives whoever reads its output, says `started`, and waits for a file `go` in its folder. `TERM` ends it;
 * with a file `deaf` nothing but `KILL` does.
 */
const script = `#!/bin/sh
cp "$NXF_SECRETS_FILE" "$(dirname "$NXF_SECRETS_FILE")/.nf-0.secrets"
trap '' PIPE
[ -e deaf ] && trap '' TERM
echo "[ab/cdef12] Submitted process > STAND_IN"
touch started
while [ ! -e go ]; do sleep 0.05; done
[ ! -e status ] || exit "$(cat status)"
`;

/** The path of a stand-in for Nextflow. */
export async function standIn(): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'nextflow-secrets-stand-in-')), 'nextflow');
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}
