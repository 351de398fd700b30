import { copyKeyPrefix } from '../copies/copyKey.ts';
import type { RunId } from '../record/runId.ts';

/** Where a task fetches its copies from, and with what. */
export type FetchSource =
  | {
      readonly cloud: 'aws';
      readonly region: string;
      /** The `aws` program in the task's image: `aws`, or what `aws.batch.cliPath` says. */
      readonly cli: string;
      /** Null for AWS's own; tests name another. */
      readonly endpoint: string | null;
    }
  | {
      readonly cloud: 'google';
      readonly project: string;
      readonly endpoints: GoogleEndpoints;
    };

/** Base URLs without a slash at the end. */
export interface GoogleEndpoints {
  readonly metadata: string;
  readonly secretManager: string;
}

export const googleEndpoints: GoogleEndpoints = {
  metadata: 'http://metadata.google.internal',
  secretManager: 'https://secretmanager.googleapis.com',
};

/** The exit status of a task that cannot have its secrets: `EX_NOPERM` of sysexits.h. */
const fetchExitStatus = 77;

/**
 * Bash that defines `nfs_fetch NAME…`, which exports each secret exactly as it was stored, or ends
 * the task and says why.
 *
 * - A value goes from a pipe into a variable: it is no argument, and `set -x` does not show it.
 * - `$( … )` drops line ends at the end, so an `x` guards them.
 * - Variables have `__` in their names, which no secret has, so that none hides a secret.
 */
export function fetchScript(source: FetchSource, run: RunId): string {
  const prefix = copyKeyPrefix(source.cloud, run);
  return [
    source.cloud === 'aws' ? awsReader(source, prefix) : googleReader(source, prefix),
    `nfs_fail() {
  echo "Nextflow Secrets: $1" >&2
  exit ${fetchExitStatus}
}
nfs_fetch() {
  local nfs__name nfs__value nfs__token nfs__traced=
  case $- in *x*) nfs__traced=x; set +x ;; esac
  nfs_begin
  for nfs__name in "$@"; do
    nfs__value=$(nfs_read "$nfs__name" && printf x) ||
      nfs_fail "cannot read the secret $nfs__name. ${refusal(source, prefix)}?"
    export "$nfs__name=\${nfs__value%x}"
  done
  [ -z "$nfs__traced" ] || set -x
}`,
  ].join('\n');
}

/** Removes what {@link fetchScript} defined. */
export const fetchCleanup = 'unset -f nfs_begin nfs_read nfs_http nfs_fail nfs_fetch';

/** What to look at where a read fails, as text between double quotes. */
function refusal(source: FetchSource, prefix: string): string {
  return source.cloud === 'aws'
    ? `Is ${prefix}$nfs__name still in ${inDoubleQuotes(source.region)}, and may the task's role do secretsmanager:GetSecretValue on it`
    : `Is ${prefix}$nfs__name still in ${inDoubleQuotes(source.project)}, and has the task's service account roles/secretmanager.secretAccessor`;
}

/** `aws` ends its text with a line end of its own, and prints Unicode only where it is told to. */
function awsReader({ region, cli, endpoint }: FetchSource & { cloud: 'aws' }, prefix: string) {
  const program = shellText(cli);
  const options = endpoint === null ? '' : ` --endpoint-url ${shellText(endpoint)}`;
  return `nfs_begin() {
  command -v ${program} > /dev/null ||
    nfs_fail "the task has no command "${program}", which is needed to read its secrets."
}
nfs_read() {
  local nfs__text
  nfs__text=$(
    export PYTHONUTF8=1 PYTHONIOENCODING=UTF-8 AWS_CLI_OUTPUT_ENCODING=UTF-8 AWS_PAGER=
    ${program} secretsmanager get-secret-value --region ${shellText(region)}${options} \\
      --secret-id "${prefix}$1" --query SecretString --output text && printf x
  ) || return 1
  printf %s "\${nfs__text%$'\\n'x}"
}`;
}

/**
 * Arguments of a process can be seen by others, so the token travels on standard input, and to wget,
 * which cannot take it there, in a file of a private folder (`mktemp -d`).
 */
function googleReader(
  { project, endpoints }: FetchSource & { cloud: 'google' },
  prefix: string,
): string {
  const secrets = `${endpoints.secretManager}/v1/projects/${project}/secrets/${prefix}`;
  const account = `${endpoints.metadata}/computeMetadata/v1/instance/service-accounts/default/token`;
  return `nfs_http() {
  local nfs__folder nfs__status=0
  if command -v curl > /dev/null; then
    printf 'header = "%s"\\n' "$2" | curl -sSf --connect-timeout 10 --max-time 60 --retry 4 -K - "$1"
  elif wget --version 2> /dev/null | grep -q GNU; then
    nfs__folder=$(mktemp -d) || return 1
    printf 'header = %s\\n' "$2" > "$nfs__folder/config"
    wget -nv -O - -t 5 -T 60 --config="$nfs__folder/config" -o "$nfs__folder/log" "$1" || {
      nfs__status=$?
      cat "$nfs__folder/log" >&2
    }
    rm -rf "$nfs__folder"
    return "$nfs__status"
  elif command -v python3 > /dev/null; then
    printf %s "$2" | python3 -c '${inOneLine(pythonGet)}' "$1"
  else
    echo "Nextflow Secrets: the task has neither curl, GNU wget nor python3, one of which is needed." >&2
    return 1
  fi
}
nfs_begin() {
  nfs__token=$(nfs_http ${shellText(account)} 'Metadata-Flavor: Google' |
    sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p') || true
  [ -n "$nfs__token" ] || nfs_fail "the metadata server gives no token for the task's service account."
}
nfs_read() {
  local nfs__data
  nfs__data=$(nfs_http ${shellText(secrets)}"$1/versions/latest:access" "Authorization: Bearer $nfs__token" |
    tr -d ' \\n' | sed -n 's/.*"data":"\\([^"]*\\)".*/\\1/p')
  [ -n "$nfs__data" ] && printf %s "$nfs__data" | base64 -d
}`;
}

/** Gets a URL with the header on standard input, and tries again where the service is busy. */
const pythonGet = `
import sys, time, urllib.error, urllib.request
name, value = sys.stdin.read().split(": ", 1)
request = urllib.request.Request(sys.argv[1], headers={name: value})
for wait in 1, 2, 4, 8, 0:
    try:
        sys.stdout.write(urllib.request.urlopen(request, timeout=60).read().decode())
        break
    except urllib.error.HTTPError as error:
        if not wait or error.code < 500 and error.code != 429:
            sys.exit(f"{sys.argv[1]}: {error}")
        time.sleep(wait)
`.trim();

/** A program of Python that stays one however its lines are indented, as Nextflow does it. */
function inOneLine(program: string): string {
  return `exec(${JSON.stringify(program)})`;
}

/** A text as one word of bash. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function inDoubleQuotes(text: string): string {
  return text.replace(/[\\"$`]/g, '\\$&');
}
