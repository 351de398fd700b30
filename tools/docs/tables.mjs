// @ts-check

/**
 * README's text with its tables made anew from the manifest, each between its markers
 * (`<!-- commands -->` … `<!-- /commands -->`).
 * @param {any} manifest  the parsed package.json
 * @param {string} readme
 */
export function tables(manifest, readme) {
  const { commands, keybindings, configuration } = manifest.contributes;
  return [
    ['commands', commandRows(commands, keybindings ?? [])],
    [
      'settings',
      settingRows(
        Object.assign({}, ...configuration.map((/** @type {any} */ { properties }) => properties)),
      ),
    ],
  ].reduce((text, [name, rows]) => {
    const marked = new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`);
    if (!marked.test(text)) {
      throw new Error(`README.md has no markers for its table of ${name}`);
    }
    return text.replace(marked, (_, open, close) => `${open}\n\n${rows}\n\n${close}`);
  }, readme);
}

/**
 * Every command with its id, for who binds a key to it, and with the keys that it has.
 * @param {{ command: string, title: string }[]} commands @param {Key[]} keys
 */
function commandRows(commands, keys) {
  const rows = commands.map(({ command, title }) => {
    const bound = keys.filter(key => ran(key).includes(command));
    const texts = bound.map(({ key, mac }) => [key, mac].flatMap(one => one ?? []).map(code));
    return [
      cell(title),
      code(command),
      [...new Set(texts.map(both => both.join(' / ')))].join(', '),
    ];
  });
  return table(['command', 'id', 'keys'], rows);
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
