import { shortened } from '../count.ts';

/** Characters after which listening to a row becomes a burden; its tooltip has the whole. */
const most = 200;

/** A text in one line: what other programs say has line breaks, of which a row shows none. */
export function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** What screen readers say of a row. */
export function spokenLabel(text: string): string {
  return shortened(inOneLine(text), most);
}
