import { readableManifest } from '../../tools/package/nls.mjs';

interface Contributed {
  readonly command: string;
  readonly when?: string;
}

export interface Keybinding extends Contributed {
  readonly key: string;
  readonly mac?: string;
  readonly args?: unknown;
}

/** One of VS Code's problem matchers for single lines: the numbers are groups. */
export interface ProblemMatcher {
  readonly name: string;
  readonly pattern: Readonly<Record<'regexp', string>> &
    Readonly<Record<'file' | 'line' | 'column' | 'message', number>>;
}

/** What tests read of package.json. */
export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly (Contributed & { readonly title: string })[];
    readonly keybindings: readonly Keybinding[];
    readonly menus: Readonly<Record<string, readonly Contributed[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly taskDefinitions: readonly {
      readonly type: string;
      readonly properties: Readonly<Record<string, unknown>>;
    }[];
    readonly problemMatchers: readonly ProblemMatcher[];
    readonly configuration: readonly {
      readonly title: string;
      readonly order: number;
      readonly properties: Readonly<
        Record<
          string,
          {
            readonly order: number;
            readonly scope: string;
            readonly type: string;
            readonly default: unknown;
            readonly enum?: readonly string[];
            readonly enumItemLabels?: readonly string[];
          }
        >
      >;
    }[];
  };
}

/** The parsed package.json, with its texts. */
export function readManifest(): Manifest {
  return readableManifest() as Manifest;
}
