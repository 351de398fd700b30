import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

/** The folder of a pipeline with a task that waits for the file `go`, so that a test decides when it ends. */
export function waitingPipeline(): string {
  const pipeline = mkdtempSync(join(tmpdir(), 'nextflow-secrets-waiting-'));
  mkdirSync(join(pipeline, '.vscode'));
  writeFileSync(
    join(pipeline, 'main.nf'),
    `process WAIT {
    script:
    """
    while [ -d $launchDir ] && [ ! -e $launchDir/go ]; do sleep 0.2; done
    """
}
workflow {
    println 'the first line of the run'
    WAIT()
}
`,
  );
  writeFileSync(join(pipeline, 'nextflow.config'), `profiles { test { params.test = true } }\n`);
  const task = { type: 'nextflow-secrets', script: 'main.nf', label: 'wait for go' };
  writeFileSync(
    join(pipeline, '.vscode/tasks.json'),
    JSON.stringify({ version: '2.0.0', tasks: [task] }),
  );
  after(() => {
    rmSync(pipeline, { recursive: true, force: true, maxRetries: 5 });
  });
  return pipeline;
}
