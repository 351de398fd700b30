import { isOrdinary } from './ordinaryNames.ts';

/**
 * Words that a run prints whatever its secrets are: those of Nextflow's log, of its tasks' wrappers
 * (`command-run.txt` of 24.10.0), of configs and of nf-core's template, and those that people give
 * for a trial. `test/real/commonWords.test.ts` looks for others in a run.
 */
const words = new Set(
  `
  .exitcode /bin/bash /usr/bin/env 0.0.0.0 127.0.0.1 abort aborted about account action activable
  activate actor admin after agent align allow alpha also amazon analysis apache append
  application applied apply apps apptainer arch args array arrives async await awaiting awsbatch
  background backup barrier barriers base basedir bash batch been before begin beta between
  binary body boot branch bucket build bundle byte bytes cache cached call cancel capacity cause
  change changeme channel charliecloud check child children class clean client closing cloud
  cluster code collect column command commit common complete completed conda config connect
  connection console container content context control copy copynofollow copyto core count cpus
  create created creating current custom daemon darwin data database dataflow date debug declare
  default define delete demo deploy deployment description detail develop development device dict
  directive directory dirname disable disabled discovered disk docker does domain done download
  driver dump duration each echo edit elif else email embedded emit empty enable enabled encode
  encoding engine entry environment error errors eval event exception exec execute execution
  executor executors exist exit exitcode expected export extension extra factory fail failed
  failure false fasta fastq fastqc fatal feature fetch field file files filter final find finish
  finished first flag float flow folder force foreach form format forward found free from full
  function genome genomes getting global goodbye google grid groovy group guest handler hard hash
  have head header hello help here hidden home host hostname hours html http https igenomes
  igniting ignore image images import include index info init initial input inputs install
  instance integer interface internal invalid item items java jobs join json keep kernel keys
  kill label lang language last latest launch launching left length level library license like
  limit line link linux list load local localhost lock log4j logger login logs long loop main
  make mamba manager manifest master match maxforks maxretries memory merge message meta metadata
  method millis minutes missing mkdir mktemp mock mode model module modules monitor more move
  multiqc must name names native network next nextflow nf-core nfcore nobody node none normal
  note nothing null number object observer offset only open operator option options order origin
  other outdir output outputs over override owner package page paired pairs parallel parameter
  params parent park parse parsed pass passed passwd password path paths pattern pending perl
  permission person phase ping pipe pipefail pipeline plain plugin plugins podman point poll pool
  port porter ppid prefix print printf private process process_high process_high_memory
  process_long process_low process_medium process_single processes processor prod production
  profile program progress project property protocol provider providers proxy public publish
  python python3 query queue queuesize quiet random range rate rclone read reads ready reason
  record reference refresh region register registry release rellink remote remove render repeat
  replace report repository request require required requirement research resolved resource
  resources response rest restart result results resume retries retry return reverse review
  revision right role root route rsync rule running runtime same sample samples samplesheet save
  scale schema scope scratch script scripts search seconds secret secrets select self seqera
  sequence server service session setting settings setup share shell shifter short should show
  shutdown sigterm silent simple single single_end singularity size skip sleep slurm small some
  sort source space spec split stable stack stage staging standard start started starting startup
  state static status stderr stdin stdout step stop storage store stream strict string stub
  subject submit submitted submitter succeeded success swap symlink system table target task
  tasks temp template term terminal terminate terminating termination test tester testing tests
  text that then there this thread threads time timeline timeout timestamp tmpdir token tool
  tools topic total touch tower trace track transfer trap tree true tuple type types uname
  unexpected unique unit unix unknown unless unset until update upload used user username users
  using util utils uuid valid value values variable verbose version versions.yml view wait
  waiting warm warn warning wave when where which while with without word work workdir worker
  workflow workspace wrapper write writer wrong xxxx yaml yarn year your zero zone
  `
    .trim()
    .split(/\s+/),
);

/** So few digits are a year, a port, a size or an exit status. */
const numberDigits = 4;

/** As Nextflow and tools print theirs: `24.10.0`, `v1.20`, `2.7.11b`, `3.6.0dev`, `25.04.4-edge`. */
const version = /^v?\d{1,2}\.\d{1,2}(\.\d{1,2})?(-?(edge|dev|[a-z]))?$/;

/** As configs and traces have them: `72.GB`, `1.5 MB`, `16.h`, `30s`, `100%`. */
const quantity = /^\d{1,4}(\.\d{1,2})?[ .]?([kmgt]?b|ms|s|m|min|h|d|%)$/i;

/**
 * Whether a value is so ordinary that innocent text has it, too: a word of {@link words}, a short
 * number, a version, a quantity, one character again and again, or one of the `names` of its run. To
 * hide it would blank what is no secret, and to look for it would find it everywhere.
 */
export function isTooCommon(value: string, names: ReadonlySet<string> = new Set()): boolean {
  const text = value.trim();
  return (
    words.has(text.toLowerCase()) ||
    isOrdinary(text, names) ||
    (/^\d+$/.test(text) && text.length <= numberDigits) ||
    version.test(text) ||
    quantity.test(text) ||
    /^(.)\1*$/su.test(text)
  );
}
