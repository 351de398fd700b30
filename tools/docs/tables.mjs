// @ts-check
import { commandDescriptions } from './commandDescriptions.mjs';

/** The pages that have a table of the manifest, between `<!-- NAME -->` and `<!-- /NAME -->`. */
export const pages = { commands: 'docs/commands.md', settings: 'docs/settings.md' };

/**
 * The text of a page with its table made again from the manifest.
 * @param {keyof typeof pages} name
 * @param {any} manifest  the parsed package.json
 * @param {string} page
 */
export function withTable(name, manifest, page) {
  const marked = new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`);
  if (!marked.test(page)) {
    throw new Error(`${pages[name]} has no markers for its table of ${name}`);
  }
  const { commands, keybindings, configuration } = manifest.contributes;
  const rows =
    name === 'commands'
      ? commandRows(commands, keybindings ?? [])
      : settingRows(
          Object.assign({}, ...configuration.map((/** @type {any} */ one) => one.properties)),
        );
  return page.replace(marked, (_, open, close) => `${open}\n\n${rows}\n\n${close}`);
}

/**
 * Every command with what it does, its id, for who binds a key to it, and the keys that it has.
 * @param {{ command: string, title: string }[]} commands @param {Key[]} keys
 */
function commandRows(commands, keys) {
  const rows = commands.map(({ command, title }) => {
    const description = commandDescriptions[command.replace(/^.*\./, '')];
    if (description === undefined) {
      throw new Error(`tools/docs/commandDescriptions.mjs does not say what ${command} does`);
    }
    const bound = keys.filter(key => ran(key).includes(command));
    const texts = bound.map(({ key, mac }) => [key, mac].flatMap(one => one ?? []).map(code));
    return [
      cell(title),
      cell(description),
      code(command),
      [...new Set(texts.map(both => both.join(' / ')))].join(', '),
    ];
  });
  return table(['command', 'does', 'id', 'keys'], rows);
}

/** @typedef {{ command: string, key: string, mac?: string, args?: any }} Key */

/** The commands that a key runs. @param {Key} key */
function ran({ command, args }) {
  return command === 'runCommands'
    ? args.commands.map((/** @type {any} */ one) => one.command ?? one)
    : [command];
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}

/** @param {Record<string, { default: unknown, description?: string, markdownDescription?: string }>} settings */
function settingRows(settings) {
  const rows = Object.entries(settings).map(([name, setting]) => [
    `\`${name}\``,
    setting.default === '' ? '' : `\`${JSON.stringify(setting.default)}\``,
    cell(setting.markdownDescription ?? setting.description ?? ''),
  ]);
  return table(['setting', 'default', ''], rows);
}

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
