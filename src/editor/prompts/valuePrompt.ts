import { toBase64 } from '../../core/arrival/toBase64.ts';
import { hasSeveralLines } from '../../core/lineEnds/hasSeveralLines.ts';
import type { ValueAdvice } from '../../core/runs/plan/valueAdvice.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import type { StepAnswer, StepHeading } from '../ui/step.ts';
import { askBox } from './askBox.ts';
import { askFileValue } from './askFileValue.ts';
import { askLines } from './askLines.ts';
import { offerDecodeLines } from './offerDecodeLines.ts';
import { PasteWatch } from './pasteWatch.ts';
import { decide } from './valueDecision.ts';

/** What a value is checked against. */
export interface ValueCheck {
  readonly advise: (name: SecretName, value: string) => ValueAdvice;
  /** Remembers that no unknown code reads a secret, so that runs may escape it. */
  readonly letEscape: (name: SecretName) => Promise<void>;
}

/** What the prompt for a value is told. */
export interface ValuePrompt {
  readonly heading: StepHeading;
  /** Being got ready while the value is typed. */
  readonly check: Promise<ValueCheck>;
  readonly canSkip?: boolean;
}

/** An answer of the value prompt: a value, or the wish to leave this one out. */
export type ValueAnswer = SecretValue | 'skip';

/** A value as it was given, and as it was before a box took its line ends. */
interface Given {
  readonly text: string;
  readonly whole: string | null;
}

/** Asks for a value, and says before it is stored what a run would make of it. */
export async function askValue(
  name: SecretName,
  prompt: ValuePrompt,
): Promise<StepAnswer<ValueAnswer>> {
  const watch = new PasteWatch('');
  let typed = '';
  for (;;) {
    const answer = await askText(name, prompt, typed, watch);
    if (answer === null || answer === 'back' || answer.value === 'skip') {
      return answer === null || answer === 'back' ? answer : { value: 'skip' };
    }
    typed = answer.value.text;
    const decided = await settle(name, answer.value, prompt);
    if (decided !== 'change') {
      return { value: decided };
    }
  }
}

async function askText(
  name: SecretName,
  prompt: ValuePrompt,
  start: string,
  watch: PasteWatch,
): Promise<StepAnswer<Given | 'skip'>> {
  if (hasSeveralLines(start)) {
    // A box would take its line ends.
    const changed = await askLines(name, start);
    return changed === null
      ? askText(name, prompt, '', watch)
      : { value: { text: changed, whole: null } };
  }
  const { heading, canSkip = false } = prompt;
  const entered = await askBox(name, { heading, start, canSkip, watch });
  if (entered === null || entered === 'back' || entered.value.by === 'skip') {
    return entered === null || entered === 'back' ? entered : { value: 'skip' };
  }
  const { by, text } = entered.value;
  const whole = watch.restored(text);
  if (by === 'typed') {
    return { value: { text, whole } };
  }
  const other = by === 'lines' ? await askLines(name, whole ?? text) : await askFileValue(name);
  return other === null
    ? askText(name, prompt, text, watch)
    : { value: { text: other, whole: null } };
}

/** Goes on until a value is as it is to be stored, or is to be given again. */
async function settle(
  name: SecretName,
  { text, whole: pasted }: Given,
  prompt: ValuePrompt,
): Promise<SecretValue | 'change'> {
  const { advise, letEscape } = await prompt.check;
  const advice = advise(name, text);
  const whole = pasted ?? advice.lineEnds?.restored ?? null;
  const wholeInBase64 = whole !== null && advise(name, whole).base64;
  const again = (changed: string | null): Promise<SecretValue | 'change'> | 'change' =>
    changed === null ? 'change' : settle(name, { text: changed, whole: null }, prompt);
  switch (await decide({ name, advice, whole, wholeInBase64 }, prompt.heading)) {
    case 'exact':
      await letEscape(name);
      return new SecretValue(text);
    case 'as-is':
      return new SecretValue(text);
    case 'base64':
      return inBase64(name, text);
    case 'restore':
      return wholeInBase64 ? inBase64(name, whole) : again(whole);
    case 'trim':
      return again(text.trim());
    case 'lines':
      return again(await askLines(name, whole ?? text));
    case 'change':
      return 'change';
  }
}

function inBase64(name: SecretName, text: string): SecretValue {
  void offerDecodeLines([name]); // Settles when the notification is answered.
  return new SecretValue(toBase64(text));
}
