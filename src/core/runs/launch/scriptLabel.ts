/** A folder that is launched from, as a window shows it. */
export interface LaunchPlace {
  /** Absolute path. */
  readonly path: string;
  /** What the folder is called, where several are open; null where that tells nothing. */
  readonly name: string | null;
}

/**
 * A script for people: its path in the folder that it is launched from, so that two `main.nf` are
 * told apart, and behind the folder's name where several are open, as the editor shows paths.
 */
export function scriptLabel(script: string, { path, name }: LaunchPlace): string {
  const folder = path.replace(/[\\/]+$/, '');
  const inside = /^[\\/]/.test(script.slice(folder.length)) && script.startsWith(folder);
  if (!inside) {
    return script;
  }
  const relative = script.slice(folder.length + 1).replaceAll('\\', '/');
  return name === null ? relative : `${name}/${relative}`;
}

/** The same where there is little room: what tells most of a path is its end. */
export function shortScriptLabel(script: string, place: LaunchPlace, room = 40): string {
  const label = scriptLabel(script, place);
  if (label.length <= room) {
    return label;
  }
  const parts = label.split(/[\\/]/);
  let short = parts.pop() ?? label;
  for (let next = parts.pop(); next !== undefined; next = parts.pop()) {
    if (next.length + short.length + 3 > room) {
      break;
    }
    short = `${next}/${short}`;
  }
  return `…/${short}`;
}
