import { type ProcessSource } from './processSource.ts';

/** Whether a config's selector, say `withLabel:big`, takes a process; null takes every one. */
export function isSelected(selector: string | null, process: ProcessSource): boolean {
  return (
    selector === null ||
    selectsByLabel(selector, process) ||
    namesOf(process).some(name => selectsByName(selector, name))
  );
}

/** The later a name comes the more its selectors count. */
export function namesOf({ name, called }: ProcessSource): readonly ProcessName[] {
  return called
    ? [called.definedAs, called.as, called.path].map(text => ({ text, whole: true }))
    : [{ text: name, whole: false }];
}

interface ProcessName {
  readonly text: string;
  /** False where it is not known which workflows are around it. */
  readonly whole: boolean;
}

function labelsOf({ directives }: ProcessSource): readonly string[] {
  return directives.flatMap(({ path, value }) =>
    path[0] === 'label' && value !== null ? [value] : [],
  );
}

/**
 * Whether a selector takes a process of this name. It is a regular expression for the whole name,
 * and may have the workflows around it (`WF:ALIGN`): where these are not known its last part decides.
 */
export function selectsByName(selector: string, { text, whole }: ProcessName): boolean {
  return selects(selector, 'withName:', [text], pattern =>
    whole ? pattern : (pattern.split(':').at(-1) ?? ''),
  );
}

/** Whether a selector takes the processes of a label that this one has. */
export function selectsByLabel(selector: string, process: ProcessSource): boolean {
  return selects(selector, 'withLabel:', labelsOf(process));
}

/** `!` in front takes all others. */
function selects(
  selector: string,
  kind: string,
  names: readonly string[],
  known: (pattern: string) => string = pattern => pattern,
): boolean {
  if (!selector.startsWith(kind)) {
    return false;
  }
  const text = selector.slice(kind.length);
  const negated = text.startsWith('!');
  const pattern = known(negated ? text.slice(1).trim() : text);
  const takes = names.some(name => matchesWhole(pattern, name));
  return negated ? !takes : takes;
}

function matchesWhole(pattern: string, name: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(name);
  } catch {
    return false;
  }
}
