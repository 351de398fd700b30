/** What makes the processes of a script typed ones, whose directive takes a list and nothing else. */
const typing = /^[^\S\n]*nextflow\.(?:enable|preview)\.types\s*=\s*true\b/m;

/** Whether a text makes the processes of its script typed ones. */
export function typesAreOn(text: string): boolean {
  return text.includes('.types') && typing.test(text);
}
