import { type SshHosts, webUrl } from './webUrl.ts';

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
