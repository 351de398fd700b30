/** Variables by which VS Code turns its own program into Node; Nextflow is not to inherit them. */
const own = /^(ELECTRON_|VSCODE_)/;

/** Variables by which Nextflow 26.04 prints other lines than those that are read here. */
const agents = ['AGENT', 'CLAUDECODE'];

/** The environment of Nextflow: ours without VS Code's own, and where its secrets are. */
export function nextflowEnvironment(
  base: NodeJS.ProcessEnv,
  added: Readonly<Record<string, string>>,
  store: string,
): NodeJS.ProcessEnv {
  const kept = Object.entries(base).filter(([name]) => !own.test(name) && !agents.includes(name));
  return {
    ...Object.fromEntries(kept),
    ...added,
    NXF_AGENT_MODE: 'false',
    NXF_SECRETS_FILE: store,
    NXF_ENABLE_SECRETS: 'true',
  };
}
