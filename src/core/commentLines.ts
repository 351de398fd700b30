/** A text as comments of a shell, YAML, HCL or a config: whatever it is, none of it is read as code. */
export function commentLines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(line => `# ${line}`)
    .join('\n');
}
