/**
 * Words that a run prints whatever its secrets are: those of Nextflow's log, of its tasks' wrappers
 * (`command-run.txt` of 24.10.0) and of configs, and those that people give for a trial.
 */
const words = new Set(
  `
  abort aborted about account action activate actor admin after agent align allow also alpha amazon
  analysis apache append application apply apps arch args array async awsbatch background backup base
  bash batch been before begin beta between binary body boot branch bucket build bundle byte bytes
  cache cached call cancel cause change channel check child class clean client cloud cluster code
  collect column command commit common complete completed conda config connect connection console
  container content context control copy core count cpus create created current custom daemon data
  database date debug default define delete demo deploy description detail develop development device
  dict directive directory disable disk docker domain done download driver dump duration each echo
  edit else email empty enable enabled encode engine entry environment error errors event exception
  exec execute execution executor exit expected export extra fail failed failure false fasta fastq
  fatal feature fetch field file files filter final find finish finished first flag float flow folder
  force foreach form format forward found free from full function genome getting global google grid
  group guest handler hash have head header hello help here hidden home host hostname hours html http
  https image images import include index info init initial input inputs install instance integer
  interface internal invalid item items java jobs join json keep kernel keys kill label lang language
  last latest launch launching left length level library license like limit line linux list load local
  localhost lock log4j logger login logs long loop main make manager manifest master match memory merge
  message meta metadata method millis minutes missing mkdir mock mode model module modules monitor more
  move must name names native network next nextflow nobody node none normal note nothing null number
  object offset only open operator option options order origin other output outputs over override owner
  package page pairs parallel parameter params parent park parse pass passwd password path paths pattern
  pending perl permission person phase ping pipe pipeline plain plugin plugins point pool port prefix
  print printf private process processes processor prod production profile program progress project
  property protocol provider proxy public publish python query queue quiet random range rate read reads
  ready reason record reference refresh region registry release remote remove render repeat replace report
  repository request require required research resource resources response rest restart result results
  resume retry return reverse review revision right role root route rule running runtime same sample
  samples save scale schema scope scratch script scripts search seconds secret secrets select self
  sequence seqera server service session settings setup share shell short should show silent simple single
  size skip sleep slurm small some sort source space spec split stable stack stage staging start
  started startup state static status stderr stdin stdout step stop storage store stream strict string
  stub subject submit submitted submitter success system table target task tasks temp template terminal
  test tester testing tests text that then there this thread threads time timeline timeout timestamp tmpdir
  token tool tools total touch tower trace track transfer trap tree true type types uname unique unit
  unix unknown unless unset until update upload used user username users util utils valid value values
  variable verbose version view wait waiting warn warning wave when where which while with without word
  work workdir worker workflow workspace wrapper write writer wrong xxxx yaml yarn year your zero zone
  `
    .trim()
    .split(/\s+/),
);

/** So few digits are a year, a port, a size or an exit status. */
const numberDigits = 4;

/** As Nextflow and tools print theirs: `24.10.0`, `v1.20`. */
const version = /^v?\d{1,2}\.\d{1,2}(\.\d{1,2})?$/;

/**
 * Whether a value is so ordinary that innocent text has it, too: a word of {@link words}, a short
 * number, a version, one character again and again. To hide it would blank what is no secret, and to
 * look for it would find it everywhere.
 */
export function isTooCommon(value: string): boolean {
  const text = value.trim();
  return (
    words.has(text.toLowerCase()) ||
    (/^\d+$/.test(text) && text.length <= numberDigits) ||
    version.test(text) ||
    /^(.)\1*$/su.test(text)
  );
}
