import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { linesAnswer, linesPage } from '../../../../src/editor/prompts/linesPage.ts';

/** A mark that none of the page's own texts has. */
const value = 'lines-canary-1\nlines-canary-2';

test('the panel, as a reader hears it', () => {
  assert.deepEqual(drawn(linesPage('LICENCE_KEY', 'de', 'n1')), [
    'html lang="de"',
    'label for="value": The value of LICENCE_KEY. It is kept in memory until you save it.',
    'textarea id="value" class="masked" spellcheck="false" autocomplete="off" autofocus',
    'button id="save": Save',
    'button id="cancel" class="secondary": Cancel',
    'button id="eye" class="secondary" aria-pressed="false": Show',
    'span id="hint" role="status"',
  ]);
});

test('a page loads nothing, runs its own script alone, and holds no value', () => {
  const page = linesPage('K', 'en', 'n1');
  const [, policy] = /content="([^"]*)"/.exec(page) ?? [];
  assert.equal(policy, "default-src 'none'; style-src 'nonce-n1'; script-src 'nonce-n1'");
  assert.equal(page.match(/<(script|style)\b/g)?.length, 2);
  assert.equal(page.match(/<(script|style) nonce="n1">/g)?.length, 2);
  assert.doesNotMatch(page, /https?:|src=|href=/);
});

test('a name is text of the page, whatever it is made of', () => {
  const page = linesPage('<b>&</script>', 'en', 'n1');
  assert.ok(page.includes('The value of &lt;b>&amp;&lt;/script>.'));
});

/** What is done with the panel, and what the panel shows or sends after each act. */
const pictures: Readonly<Record<string, readonly (readonly [act: string, seen: string])[]>> = {
  'a value is typed and saved': [
    ['open', 'sends ready'],
    ['given ', 'masked, focus in the text'],
    ['type lines', 'masked'],
    ['press Save', 'sends save lines'],
  ],
  'a value that was there is changed, saved by a key': [
    ['open', 'sends ready'],
    ['given old', 'masked, focus in the text'],
    ['type new', 'masked'],
    ['key Ctrl+Enter', 'sends save new'],
  ],
  'who is quicker than the message loses nothing': [
    ['open', 'sends ready'],
    ['type early', 'masked'],
    ['given old', 'masked, focus in the text'],
    ['key Cmd+Enter', 'sends save early'],
  ],
  'an empty value is not saved': [
    ['open', 'sends ready'],
    ['press Save', 'masked, hint: A value cannot be empty.'],
    ['key Enter', 'masked, hint: A value cannot be empty.'],
  ],
  'what was typed is discarded only when asked twice': [
    ['open', 'sends ready'],
    ['type lines', 'masked'],
    ['key Escape', 'masked, hint: Press Cancel again to discard your changes.'],
    ['press Cancel', 'sends cancel'],
  ],
  'an empty panel is cancelled at once': [
    ['open', 'sends ready'],
    ['press Cancel', 'sends cancel'],
  ],
  'the value is shown and hidden': [
    ['open', 'sends ready'],
    ['type lines', 'masked'],
    ['press Show', 'shown, button: Hide, pressed'],
    ['press Hide', 'masked'],
  ],
};

for (const [title, picture] of Object.entries(pictures)) {
  test(`the panel: ${title}`, () => {
    const panel = new Panel(linesPage('K', 'en', 'n1'));
    assert.deepEqual(
      picture.map(([act]) => [act, panel.after(act)]),
      picture,
    );
  });
}

/** A message of the page, the text that it was given, and what becomes of it. */
const answers: readonly (readonly [unknown, string, ReturnType<typeof linesAnswer>])[] = [
  [{ type: 'ready' }, '', { kind: 'ready' }],
  [{ type: 'save', text: value }, '', { kind: 'left', text: value }],
  [{ type: 'save', text: 'a\nb' }, 'a\r\nb', { kind: 'left', text: 'a\r\nb' }],
  [{ type: 'save', text: 'a\nb' }, 'a\rb', { kind: 'left', text: 'a\rb' }],
  [{ type: 'save', text: 'a\nc' }, 'a\r\nb', { kind: 'left', text: 'a\nc' }],
  [{ type: 'cancel', text: value }, 'a', { kind: 'left', text: null }],
  [{ type: 'save' }, 'a', { kind: 'left', text: null }],
  [{ type: 'other', text: value }, '', { kind: 'left', text: null }],
];

test('a value that nobody changed keeps its line ends, and only what was saved is a value', () => {
  assert.deepEqual(
    answers.map(([message, start]) => linesAnswer(start, message)),
    answers.map(([, , answer]) => answer),
  );
});

/** The page's elements: name, attributes and text, without its head and script. */
function drawn(page: string): readonly string[] {
  const body = page.replace(/<head>[^]*<\/head>/, '').replace(/<script[^]*<\/script>/, '');
  return [...body.matchAll(/<(\w+)((?: [^>]*)?)>([^<]*)/g)]
    .filter(([, name = '']) => !['body', 'div'].includes(name))
    .map(([, name = '', given = '', text = '']) =>
      text.trim() === '' ? `${name}${given}` : `${name}${given}: ${text.trim()}`,
    );
}

/** An element as far as the page's script uses it. */
class Part {
  value = '';
  textContent = '';
  readonly classes = new Set<string>();
  readonly attributes = new Map<string, string>();
  focused = false;
  onclick: ((event: { target: Part }) => void) | null = null;
  readonly classList = {
    toggle: (name: string): boolean => {
      const has = this.classes.has(name);
      this.classes[has ? 'delete' : 'add'](name);
      return !has;
    },
  };

  setAttribute(name: string, text: string): void {
    this.attributes.set(name, text);
  }

  focus(): void {
    this.focused = true;
  }
}

type PartId = 'value' | 'hint' | 'save' | 'cancel' | 'eye';

/** The page's own script on stand-ins of its elements. */
class Panel {
  readonly #parts: Readonly<Record<PartId, Part>> = {
    value: new Part(),
    hint: new Part(),
    save: new Part(),
    cancel: new Part(),
    eye: new Part(),
  };
  readonly #listeners = new Map<string, (event: object) => void>();
  readonly #script: string;
  #sent: { readonly type: string; readonly text?: string } | null = null;

  constructor(page: string) {
    this.#script = /<script[^>]*>([^]*)<\/script>/.exec(page)?.[1] ?? '';
    this.#parts.value.classes.add('masked');
    this.#parts.eye.textContent = 'Show';
  }

  after(act: string): string {
    this.#sent = null;
    this.#parts.value.focused = false;
    const [, verb = '', what = ''] = /^(\w+) ?(.*)$/.exec(act) ?? [];
    this.#do(verb, what);
    return this.#seen();
  }

  #do(verb: string, what: string): void {
    switch (verb) {
      case 'open':
        runInNewContext(this.#script, {
          acquireVsCodeApi: () => ({ postMessage: this.#post }),
          document: { getElementById: (id: PartId) => this.#parts[id] },
          addEventListener: (name: string, listener: (event: object) => void) =>
            this.#listeners.set(name, listener),
        });
        break;
      case 'given':
        this.#listeners.get('message')?.({ data: { text: what } });
        break;
      case 'type':
        this.#parts.value.value = what;
        break;
      case 'press': {
        const part = { Save: 'save', Cancel: 'cancel', Show: 'eye', Hide: 'eye' } as const;
        const target = this.#parts[part[what as keyof typeof part]];
        target.onclick?.({ target });
        break;
      }
      case 'key': {
        const [key = '', modifier] = what.split('+').reverse();
        const event = { key, ctrlKey: modifier === 'Ctrl', metaKey: modifier === 'Cmd' };
        this.#listeners.get('keydown')?.(event);
        break;
      }
    }
  }

  readonly #post = (message: { readonly type: string; readonly text?: string }): void => {
    this.#sent = message;
  };

  #seen(): string {
    if (this.#sent !== null) {
      return ['sends', this.#sent.type, ...(this.#sent.text ?? '').split(' ')].join(' ').trim();
    }
    const { value: text, hint, eye } = this.#parts;
    return [
      text.classes.has('masked') ? 'masked' : 'shown',
      ...(text.focused ? ['focus in the text'] : []),
      ...(hint.textContent === '' ? [] : [`hint: ${hint.textContent}`]),
      ...(eye.textContent === 'Show' ? [] : [`button: ${eye.textContent}`]),
      ...(eye.attributes.get('aria-pressed') === 'true' ? ['pressed'] : []),
    ].join(', ');
  }
}
