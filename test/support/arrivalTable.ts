/**
 * Values, and what is claimed of their way into a task as they are and escaped. The unit test
 * checks that the code claims this, the real-tool test that Nextflow does it.
 *
 * `exact`, `fails` and `withholds-all` are what a task sees; `executes` and `loses-…` name how a
 * value that arrives is another.
 */
export interface ArrivalRow {
  readonly what: string;
  readonly value: string;
  readonly raw: string;
  readonly escaped: string;
}

const row = (what: string, value: string, raw: string, escaped = 'exact'): ArrivalRow => ({
  what,
  value,
  raw,
  escaped,
});

export const arrivalTable: readonly ArrivalRow[] = [
  row('letters', 'hunter2', 'exact'),
  row('blanks at both ends', ' a b ', 'exact'),
  row('a tab', 'a\tb', 'exact'),
  row('shell characters', `'#=;|&!*?[]~%$x\${x}$(id)`, 'exact'),
  row('a lone carriage return', 'a\rb', 'exact'),
  row('leading dashes', '--x', 'exact'),
  row('unicode', 'pässwörd 🔑', 'exact'),
  row('one backslash before a letter', 'a\\nb', 'exact'),
  row('backticks', 'a`id -u`b', 'executes'),
  row('one backtick', 'a`b', 'fails backtick'),
  row('an escaped backtick and one more', 'a\\`id`b', 'fails backtick'),
  row('JSON without blanks', '{"k":"v"}', 'loses-quotes'),
  row('JSON with blanks in a name', '{"a b": 1}', 'fails quote'),
  row('pairs of quotes', '"a""b"', 'loses-quotes'),
  row('quotes around a dollar', '"$HOME"', 'loses-quotes'),
  row('one quote', 'a"b', 'fails quote'),
  row('a quoted command', 'a";touch executed;"b', 'executes, fails quote'),
  row('an escaped quote', 'a\\"b', 'loses-backslashes'),
  row('a backslash between quotes', '"a\\b"', 'loses-quotes, loses-backslashes'),
  row('a backslash at the end', 'a\\', 'fails backslash'),
  row('a backslash before a variable', 'a\\$b', 'fails backslash'),
  row('a backslash before a command', '\\$(id -u)', 'executes, loses-backslashes'),
  row('two backslashes', 'a\\\\b', 'loses-backslashes'),
  row('two backslashes at the end', 'a\\\\', 'loses-backslashes'),
  row('two backslashes before a dollar', 'a\\\\$b', 'loses-backslashes'),
  row('a newline', 'a\nb', 'fails newline', 'fails newline'),
  row('a newline at the end', 'a\n', 'fails newline', 'fails newline'),
  row('carriage return and newline', 'a\r\nb', 'fails newline', 'fails newline'),
  row('122,000 bytes', 'x'.repeat(122_000), 'exact'),
  row('140,000 bytes', 'x'.repeat(140_000), 'fails too-long', 'fails too-long'),
  row('132,000 bytes in fewer characters', 'é'.repeat(66_000), 'fails too-long', 'fails too-long'),
];
