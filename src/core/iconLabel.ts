/** What VS Code takes for an icon in a label, whether one of that name is there or not. */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

/**
 * A text as it is, for a label in which VS Code draws icons: what stands in the rows of a quick
 * pick, a lens, the status bar, a validation message. Trees and notifications draw none, and would
 * show the backslash.
 */
export function escapeIcons(text: string): string {
  return text.replace(icon, found => `\\${found}`);
}

/** A label with icons, `` iconLabel`$(key) ${name}` ``: what is put in is shown as it is. */
export function iconLabel(
  fixed: TemplateStringsArray,
  ...texts: readonly (string | number)[]
): string {
  return String.raw({ raw: fixed }, ...texts.map(text => escapeIcons(String(text))));
}

/** A text as it is, for Markdown in which VS Code draws icons, as in hovers. */
export function escapeMarkdown(text: string): string {
  return escapeIcons(text).replace(/[\\`*_{}[\]()#+\-!~<>&|]/g, character => `\\${character}`);
}
