import { arrivalTable } from './arrivalTable.ts';

const pem = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC/+=\n'.repeat(20)}-----END PRIVATE KEY-----\n`;

/** Values that a delivery by fetch must bring byte for byte, each with a mark of its own. */
export const fetchedValues: readonly { readonly what: string; readonly value: string }[] = [
  ...arrivalTable.filter(({ value }) => Buffer.byteLength(value) <= 60_000),
  { what: 'a key in PEM form', value: pem },
  { what: 'a key with CRLF', value: pem.replaceAll('\n', '\r\n') },
  { what: 'many newlines at the end', value: 'a\n\n\n' },
  { what: 'newlines only', value: '\n\n' },
  { what: 'blanks at the end of lines', value: ' a \n\t b \n' },
  { what: 'an option of echo', value: '-n' },
  { what: 'a format of printf', value: '%s %d \\n %x' },
  { what: 'the word None', value: 'None' },
  { what: 'a service account', value: '{\n  "type": "service_account",\n  "key": "a\\nb"\n}\n' },
  { what: '60 KiB', value: '0123456789abcde\n'.repeat(3840) },
];
