/** The hosts that ssh connects to, by the names that remotes have for them. */
export type SshHosts = Readonly<Record<string, string>>;

/** A remote in parts, whichever way it is written. */
interface Remote {
  /** Whether it is read by SSH or Git's own protocol, neither of which serves pages. */
  readonly web: boolean;
  readonly protocol: string;
  readonly host: string;
  /** With its number, where it is not the usual one. */
  readonly port: string;
  readonly path: string;
}

/** The host of a remote that is reached by SSH, as the remote names it; null for any other. */
export function sshHost(text: string): string | null {
  const remote = remoteOf(text);
  return remote?.protocol === 'ssh:' ? remote.host : null;
}

/**
 * A remote as a web address, with which a Platform finds the repository: what SSH addresses name,
 * and never what signs a user in. Null for a folder of this machine, and for what only a helper of
 * this machine's Git reads.
 */
export function webUrl(text: string, sshHosts: SshHosts = {}): string | null {
  const remote = remoteOf(text);
  if (!remote) {
    return codeCommitUrl(text);
  }
  const { web, protocol, port } = remote;
  const path = trimmed(remote.path);
  if (web) {
    return `${protocol}//${remote.host}${port}/${path}`;
  }
  const host = protocol === 'ssh:' ? webHost(remote.host, sshHosts) : remote.host;
  return azureUrl(host, path) ?? `https://${host}/${path}`;
}

function remoteOf(text: string): Remote | null {
  const short = shortRemote(text);
  if (short) {
    return short;
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  const protocol = url?.protocol.replace(/^(?:git\+ssh|ssh\+git):$/, 'ssh:') ?? '';
  if (!url || !['https:', 'http:', 'ssh:', 'git:'].includes(protocol)) {
    return null;
  }
  const { hostname: host, pathname: path } = url;
  const port = url.port === '' ? '' : `:${url.port}`;
  return { web: protocol.startsWith('http'), protocol, host, port, path };
}

/**
 * Say `git@github.com:genomics/rnaseq.git` or `[git@example.org:2222]:genomics/rnaseq`, but no drive
 * of Windows, and nothing for a helper of Git's: `codecommit::eu-west-1://rnaseq`.
 */
function shortRemote(text: string): Remote | null {
  const found = short.exec(text)?.groups;
  const host = found?.['boxed'] ?? found?.['host'];
  return host === undefined
    ? null
    : { web: false, protocol: 'ssh:', host, port: '', path: found?.['path'] ?? '' };
}

const short =
  /^(?:\[(?:[^@:\s[\]]+@)?(?<boxed>[^:@\s[\]]+)(?::\d+)?\]|(?:[^@:/\s[\]]+@)?(?<host>[^:/\s[\]]{2,})):(?!\/\/|:)(?<path>\S+)$/;

/** What the helper of AWS CodeCommit calls a repository of a region, which has a web address, too. */
function codeCommitUrl(text: string): string | null {
  const found = /^codecommit::(?<region>[a-z0-9-]+):\/\/(?:[^@/\s]+@)?(?<name>[\w.-]+)$/.exec(text);
  const { region = '', name = '' } = found?.groups ?? {};
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return found && `https://git-codecommit.${region}.${domain}/v1/repos/${name}`;
}

/** Azure has its repositories at other paths, and for SSH on hosts of their own. */
function azureUrl(host: string, path: string): string | null {
  const [, organization, project, name] = /^v3\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const isAzure = /^(?:vs-)?ssh\.(?:dev\.azure|visualstudio)\.com$/.test(host);
  return isAzure && organization && project && name
    ? `https://dev.azure.com/${organization}/${project}/_git/${name}`
    : null;
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
