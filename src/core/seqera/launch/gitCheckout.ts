/** What git says of the folder of a pipeline, as far as a launch from elsewhere depends on it. */
export interface GitCheckout {
  /** Where others find the repository; null where it has no remote that a Platform could reach. */
  readonly repository: string | null;
  /** Null where no branch is checked out. */
  readonly branch: string | null;
  readonly commit: string | null;
  /** Files that differ from the commit, new ones too. */
  readonly changed: number;
  /** Commits that the remote does not have; null where the branch follows none. */
  readonly ahead: number | null;
  /** The branch of the remote that this one follows, say `main`; null for one that is gone there. */
  readonly upstream: string | null;
  /** Whether some branch of the remote has the commit. */
  readonly pushed: boolean;
  /** What a Platform finds there: the branch, or the commit where the branch’s name is not enough; null for nothing. */
  readonly revision: string | null;
  /** The folder below the repository's root, say `pipelines/rnaseq/`; empty for the root. */
  readonly prefix: string;
}

/** What git printed. */
export interface GitOutput {
  /** Of `git status --porcelain=v2 --branch`. */
  readonly status: string;
  /** Of `git remote --verbose`, whose addresses are as `insteadOf` makes them. */
  readonly remotes: string;
  /** Of `git branch -r --contains HEAD`, names alone. */
  readonly containing: string;
  /** Of `git rev-parse --show-prefix`. */
  readonly prefix: string;
  /** Of `git tag`. */
  readonly tags: string;
  /** Of `git rev-parse @{upstream}`. */
  readonly upstreamCommit: string;
  /** What ssh calls hosts of its own configuration, by their names there. */
  readonly sshHosts: SshHosts;
}

/** The hosts that ssh connects to, by the names that remotes have for them. */
export type SshHosts = Readonly<Record<string, string>>;

/** A remote of a clone, where it is fetched from. */
export interface GitRemote {
  readonly name: string;
  readonly url: string;
}

/** Reads what git printed. */
export function gitCheckout(output: GitOutput): GitCheckout {
  const { head, oid, changed } = statusOf(output.status);
  const remotes = gitRemotes(output.remotes);
  const followed = followedBranch(output, remotes);
  const holders = output.containing
    .split('\n')
    .flatMap(branch => remoteOf(remotes, branch.trim()) ?? []);
  const remote = followed?.remote ?? usual(holders) ?? usual(remotes);
  const pushed = holders.some(holder => holder === remote);
  return {
    repository: remote && webUrl(remote.url, output.sshHosts),
    branch: head === '(detached)' ? null : head,
    commit: oid,
    changed,
    ahead: followed?.ahead ?? null,
    upstream: followed?.branch ?? null,
    pushed,
    revision: followed?.revision ?? (pushed ? oid : null),
    prefix: output.prefix.trim(),
  };
}

/** What `git status` tells of the commit and the files; `oid` is null before the first commit. */
function statusOf(status: string) {
  const oid = header(status, 'branch.oid');
  return {
    head: header(status, 'branch.head'),
    oid: oid === '(initial)' ? null : oid,
    changed: status.split('\n').filter(line => /^[12u?] /.test(line)).length,
  };
}

function header(status: string, name: string): string | null {
  const line = status.split('\n').find(one => one.startsWith(`# ${name} `));
  return line?.slice(name.length + 3) ?? null;
}

/** The branch of a remote that this one follows; null where it follows none, or one that is gone. */
function followedBranch(
  { status, tags, upstreamCommit }: GitOutput,
  remotes: readonly GitRemote[],
) {
  // Git tells no distance to what is gone.
  const ahead = /^\+(?<count>\d+)/.exec(header(status, 'branch.ab') ?? '')?.groups?.['count'];
  const name = ahead === undefined ? null : header(status, 'branch.upstream');
  const remote = name === null ? null : remoteOf(remotes, name);
  if (name === null || remote === null) {
    return null;
  }
  const branch = name.slice(remote.name.length + 1);
  // Of a branch and a tag of one name nobody knows which one is taken.
  const revision = tags.split('\n').includes(branch) ? upstreamCommit.trim() : branch;
  return { remote, branch, ahead: Number(ahead), revision };
}

/** The remotes that `git remote --verbose` lists. */
export function gitRemotes(text: string): readonly GitRemote[] {
  return text.split('\n').flatMap(line => {
    const found = /^(?<name>\S+)\t(?<url>.+) \(fetch\)/.exec(line)?.groups;
    return found ? [{ name: found['name'] ?? '', url: found['url'] ?? '' }] : [];
  });
}

/** Whose a branch is, say of `origin/main`; a remote's name may have slashes, too. */
function remoteOf(remotes: readonly GitRemote[], branch: string): GitRemote | null {
  const fitting = remotes.filter(({ name }) => branch.startsWith(`${name}/`));
  return fitting.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

function usual(remotes: readonly GitRemote[]): GitRemote | null {
  return remotes.find(({ name }) => name === 'origin') ?? remotes[0] ?? null;
}

/** The host of a remote that is reached by SSH, as the remote names it; null for any other. */
export function sshHost(remote: string): string | null {
  const url = URL.canParse(remote) ? new URL(remote) : null;
  return url?.protocol === 'ssh:' ? url.hostname : (shortRemote(remote)?.host ?? null);
}

/**
 * A remote as a web address, with which a Platform finds the repository: what SSH addresses name,
 * and never what signs a user in. Null for a folder of this machine.
 */
export function webUrl(remote: string, sshHosts: SshHosts = {}): string | null {
  const short = shortRemote(remote);
  if (short) {
    return `https://${webHost(short.host, sshHosts)}/${trimmed(short.path)}`;
  }
  const url = URL.canParse(remote) ? new URL(remote) : null;
  if (!url || !['https:', 'http:', 'ssh:', 'git:'].includes(url.protocol)) {
    return null;
  }
  const web = url.protocol.startsWith('http');
  const host = url.protocol === 'ssh:' ? webHost(url.hostname, sshHosts) : url.hostname;
  return `${web ? url.protocol : 'https:'}//${web ? url.host : host}/${trimmed(url.pathname)}`;
}

/** Say `git@github.com:genomics/rnaseq.git`, but no drive of Windows. */
function shortRemote(remote: string): { readonly host: string; readonly path: string } | null {
  const found = /^(?:[^@/\s]+@)?(?<host>[^:/\s]{2,}):(?!\/\/)(?<path>[^\s]+)$/.exec(remote)?.groups;
  return found ? { host: found['host'] ?? '', path: found['path'] ?? '' } : null;
}

/** Where the pages of a host are that is reached by SSH; some have another one for its other port. */
function webHost(host: string, sshHosts: SshHosts): string {
  const real = Object.hasOwn(sshHosts, host) ? (sshHosts[host] ?? host) : host;
  return real.replace(/^(?:ssh\.(?=github\.com$)|altssh\.(?=(?:gitlab\.com|bitbucket\.org)$))/, '');
}

/** An address that somebody typed or saved, without what signs in; any other text as it is. */
export function withoutSignIn(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const signsIn = url !== null && url.username + url.password !== '' && url.protocol !== 'ssh:';
  return signsIn ? (webUrl(text) ?? text.replace(/\/\/[^/]*@/, '//')) : text;
}

/** Whether two texts name one repository, as addresses or as Nextflow knows it: `nf-core/rnaseq`. */
export function sameRepository(a: string, b: string): boolean {
  return repositoryKey(a) === repositoryKey(b);
}

function repositoryKey(text: string): string {
  const isShort = /^[\w.-]+\/[\w.-]+$/.test(text);
  const url = isShort ? `https://github.com/${text}` : webUrl(text);
  return (url ?? text).replace(/\.git$/, '').toLowerCase();
}

function trimmed(path: string): string {
  return path
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
