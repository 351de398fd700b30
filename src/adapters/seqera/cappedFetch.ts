/** An answer that is larger than anything the Platform says. */
export class TooLarge extends Error {}

/** An answer that leads elsewhere, where no token goes. */
export class Redirected extends Error {}

/** An answer that no server of the Platform's gives. */
export class Malformed extends Error {}

/** Bytes of a refusal that are read: what it says stands at its beginning, if anywhere. */
const largestRefusal = 64 * 1024;

/**
 * Asks one address, follows it nowhere, and takes no more than so many bytes of what it answers,
 * all of which has arrived when this resolves. Of a refusal the beginning is enough.
 */
export async function cappedFetch(request: Request, largest: number): Promise<Response> {
  const response = await fetch(request, { redirect: 'manual' });
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel();
    throw new Redirected();
  }
  if (response.status > 599) {
    await response.body?.cancel();
    throw new Malformed();
  }
  const body = await bodyOf(response, response.ok ? largest : largestRefusal);
  const headers = new Headers();
  for (const name of ['content-type', 'date', 'retry-after']) {
    const value = response.headers.get(name);
    if (value !== null) {
      headers.set(name, value);
    }
  }
  const { status } = response;
  return new Response(status === 204 || status === 205 ? null : body, { status, headers });
}

async function bodyOf({ body, ok }: Response, largest: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  // Leaving the loop early cancels the rest.
  for await (const piece of body ?? []) {
    const bytes = piece as Uint8Array;
    length += bytes.byteLength;
    if (length > largest) {
      if (ok) {
        throw new TooLarge();
      }
      break;
    }
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}
