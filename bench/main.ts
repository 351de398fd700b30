// npm run bench [FOLDER]: activation of our own code, throughput of the scanner and the redactor,
// time to index a folder of pipelines (`samples` where none is given), first use and size of what
// ships, output of a run without a line end and of one on Seqera Platform, copies in both clouds, and
// the overhead of a launch where a Nextflow is found. Each figure stands beside a baseline that was
// measured in the same run.
import { resolve } from 'node:path';
import which from 'which';
import { benchActivation } from './activation.ts';
import { benchChunks } from './chunks.ts';
import { benchCopies } from './copies.ts';
import { benchIndex } from './indexing.ts';
import { benchLaunch } from './launch.ts';
import { benchOutput } from './output.ts';
import { benchRedaction } from './redaction.ts';
import { benchRemoteLog } from './remoteLog.ts';
import { benchScanner, benchTyping } from './scanner.ts';

const folder = resolve(process.argv[2] ?? 'samples');
benchScanner();
benchTyping();
await benchRedaction();
benchIndex(folder);
await benchActivation();
await benchChunks();
await benchOutput();
await benchRemoteLog();
await benchCopies(process.env['NFS_MOTO'] ?? (await which('moto_server', { nothrow: true })));
const nextflow = process.env['NFS_NEXTFLOW'] ?? (await which('nextflow', { nothrow: true }));
if (nextflow === null) {
  console.log('\nNo launch is measured: Nextflow is neither on PATH nor named by NFS_NEXTFLOW.');
} else {
  await benchLaunch(nextflow);
}
