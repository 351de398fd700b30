/** What Groovy's lexer and our scanner look at: text made of these reaches every corner. */
export const pieces = [
  ...['secrets', '.', '?.', '*.', 'A', 'B1', '[', ']', '(', ')', '{', '}', '->', '++', '--'],
  ...["'", '"', "'''", '"""', '/', '$/', '/$', '$', '${', '\\', '!{', '//', '/*', '*/', '#!'],
  ...['\n', '\r\n', '\r', ' ', '\t', ',', ';', ':', '?', '?:', '=', '+=', '!', '&&', '==', '*'],
  ...['process', 'P', 'secret', 'script:', 'shell:', 'take:', 'when:', 'withName:', 'profiles'],
  ...['workflow', 'if', 'else', 'for', 'catch', 'def', 'val', 'in', 'as', 'return', 'this', 'try'],
  ...['\u0000', '\ud800', '\ufeff', 'é', '😀', '1', '1.5e3'],
];
