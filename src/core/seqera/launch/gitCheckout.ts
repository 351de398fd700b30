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
  /** The branch of the remote that this one follows, say `main`. */
  readonly upstream: string | null;
  /** Whether some branch of the remote has the commit. */
  readonly pushed: boolean;
  /** The folder below the repository's root, say `pipelines/rnaseq/`; empty for the root. */
  readonly prefix: string;
}

/** What git printed. */
export interface GitOutput {
  /** Of `git status --porcelain=v2 --branch`. */
  readonly status: string;
  /** Of `git config --get-regexp '^remote\..*\.url$'`. */
  readonly remotes: string;
  /** Of `git branch -r --contains HEAD`. */
  readonly containing: string;
  /** Of `git rev-parse --show-prefix`. */
  readonly prefix: string;
}

/** Reads what git printed. */
export function gitCheckout({ status, remotes, containing, prefix }: GitOutput): GitCheckout {
  const lines = status.split('\n');
  const header = (name: string): string | null =>
    lines.find(line => line.startsWith(`# ${name} `))?.slice(name.length + 3) ?? null;
  const branchHead = header('branch.head');
  const oid = header('branch.oid');
  const upstream = header('branch.upstream');
  const ahead = /^\+(?<count>\d+)/.exec(header('branch.ab') ?? '')?.groups?.['count'];
  const remote = upstream?.split('/')[0] ?? 'origin';
  return {
    repository: remoteUrl(remotes, remote),
    branch: branchHead === '(detached)' ? null : branchHead,
    commit: oid === '(initial)' ? null : oid,
    changed: lines.filter(line => /^[12u?] /.test(line)).length,
    ahead: ahead === undefined ? null : Number(ahead),
    upstream: upstream === null ? null : upstream.slice(remote.length + 1),
    pushed: containing.trim() !== '',
    prefix: prefix.trim(),
  };
}

/** The revision that a Platform finds: the branch, where the remote has it, else the commit. */
export function pushedRevision(checkout: GitCheckout): string | null {
  return checkout.upstream ?? (checkout.pushed ? checkout.commit : null);
}

function remoteUrl(remotes: string, wanted: string): string | null {
  const all = remotes.split('\n').flatMap(line => {
    const found = /^remote\.(?<name>.+)\.url (?<url>.+)$/.exec(line)?.groups;
    return found ? [{ name: found['name'] ?? '', url: found['url'] ?? '' }] : [];
  });
  const remote = all.find(({ name }) => name === wanted) ?? all[0];
  return remote ? webUrl(remote.url) : null;
}

/**
 * A remote as a web address, with which a Platform finds the repository: what SSH addresses name,
 * and never what signs a user in. Null for a folder of this machine.
 */
export function webUrl(remote: string): string | null {
  const short = /^(?:[^@/\s]+@)?(?<host>[^:/\s]+):(?!\/\/)(?<path>[^\s]+)$/.exec(remote)?.groups;
  if (short) {
    const { host = '', path = '' } = short;
    return host.length < 2 ? null : `https://${host}/${trimmed(path)}`;
  }
  const url = URL.canParse(remote) ? new URL(remote) : null;
  if (!url || !['https:', 'http:', 'ssh:', 'git:'].includes(url.protocol)) {
    return null;
  }
  const web = url.protocol.startsWith('http');
  return `${web ? url.protocol : 'https:'}//${web ? url.host : url.hostname}/${trimmed(url.pathname)}`;
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
