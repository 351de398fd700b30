import * as l10n from '@vscode/l10n';

/** The page of the panel for values of several lines. `nonce` lets its own script run, no other. */
export function linesPage(name: string, language: string, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy"
    content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
  <style nonce="${nonce}">${style}</style>
</head>
<body>
  <label for="value">${asHtml(l10n.t('The value of {0}. It is kept in memory until you save it.', name))}</label>
  <textarea id="value" class="masked" spellcheck="false" autocomplete="off" autofocus></textarea>
  <div>
    <button id="save">${asHtml(l10n.t('Save'))}</button>
    <button id="cancel" class="secondary">${asHtml(l10n.t('Cancel'))}</button>
    <button id="eye" class="secondary" aria-pressed="false">${asHtml(l10n.t('Show'))}</button>
    <span id="hint" role="status"></span>
  </div>
  <script nonce="${nonce}">${script()}</script>
</body>
</html>`;
}

/** What the page answers to a message; `start` is the text that it was given. */
export function linesAnswer(
  start: string,
  message: unknown,
): { readonly kind: 'ready' } | { readonly kind: 'left'; readonly text: string | null } {
  const { type, text } = message as { readonly type?: unknown; readonly text?: unknown };
  if (type === 'ready') {
    return { kind: 'ready' };
  }
  const saved = type === 'save' && typeof text === 'string' ? text : null;
  // A text area knows line feeds alone: what nobody changed keeps the line ends that it had.
  const unchanged = start.replaceAll(/\r\n?/g, '\n') === saved;
  return { kind: 'left', text: unchanged ? start : saved };
}

const style = `
    body { display: flex; flex-direction: column; gap: 8px; height: 95vh; padding: 12px; }
    textarea {
      flex: 1; resize: none; padding: 8px;
      font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size);
      color: var(--vscode-input-foreground); background: var(--vscode-input-background);
      border: 1px solid var(--vscode-input-border, transparent);
    }
    textarea.masked { -webkit-text-security: disc; }
    textarea:focus { outline: 1px solid var(--vscode-focusBorder); }
    button {
      padding: 4px 12px; border: none; cursor: pointer;
      color: var(--vscode-button-foreground); background: var(--vscode-button-background);
    }
    button.secondary {
      color: var(--vscode-button-secondaryForeground);
      background: var(--vscode-button-secondaryBackground);
    }
  `;

const script = (): string => `
    const host = acquireVsCodeApi();
    const value = document.getElementById('value');
    const hint = document.getElementById('hint');
    const save = () => value.value === ''
      ? (hint.textContent = ${quoted(l10n.t('A value cannot be empty.'))})
      : host.postMessage({ type: 'save', text: value.value });
    let asked = false;
    const cancel = () => {
      if (value.value !== '' && !asked) {
        asked = true;
        hint.textContent = ${quoted(l10n.t('Press Cancel again to discard your changes.'))};
        return;
      }
      host.postMessage({ type: 'cancel' });
    };
    document.getElementById('save').onclick = save;
    document.getElementById('cancel').onclick = cancel;
    document.getElementById('eye').onclick = event => {
      const masked = value.classList.toggle('masked');
      event.target.textContent = masked ? ${quoted(l10n.t('Show'))} : ${quoted(l10n.t('Hide'))};
      event.target.setAttribute('aria-pressed', String(!masked));
    };
    addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
      if (event.key === 'Escape') cancel();
    });
    // Who is quicker than the message loses nothing.
    addEventListener('message', ({ data }) => { value.value ||= data.text; value.focus(); });
    host.postMessage({ type: 'ready' });
  `;

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A text as a literal of the page's script, which no text can end. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
