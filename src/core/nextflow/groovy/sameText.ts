/** How many characters are compared at once. */
const stretch = 1024;

/** How many characters two texts begin with alike. */
export function sameStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + stretch <= most && a.startsWith(b.slice(at, at + stretch), at)) {
    at += stretch;
  }
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) {
    at += 1;
  }
  return at;
}

/** How many they end with alike, besides those. */
export function sameEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (
    count + stretch <= most &&
    a.startsWith(b.slice(b.length - count - stretch, b.length - count), a.length - count - stretch)
  ) {
    count += stretch;
  }
  while (
    count < most &&
    a.charCodeAt(a.length - count - 1) === b.charCodeAt(b.length - count - 1)
  ) {
    count += 1;
  }
  return count;
}
