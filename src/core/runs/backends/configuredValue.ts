import type { Setting } from '../../nextflow/scan/setting.ts';

/** What a run is told of one thing: nothing, or a text, or what only the run will know (null). */
export type ConfiguredValue = { readonly value: string | null; readonly setting: Setting } | null;

/** What a run is told by a setting, say `aws`, `region`. */
export function configuredValue(
  settings: readonly Setting[],
  ...path: readonly string[]
): ConfiguredValue {
  const setting = lastOf(settings, ...path);
  return setting ? { value: setting.value, setting } : null;
}

/** The literal value of a setting, say of `aws`, `region`; null where it is not told. */
export function configuredText(
  settings: readonly Setting[],
  ...path: readonly string[]
): string | null {
  return configuredValue(settings, ...path)?.value ?? null;
}

/** The last setting of exactly this path: it is in force. */
function lastOf(settings: readonly Setting[], ...path: readonly string[]): Setting | undefined {
  return settings.findLast(
    setting =>
      setting.path.length === path.length && path.every((name, at) => setting.path[at] === name),
  );
}
