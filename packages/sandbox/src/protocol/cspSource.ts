/** An address as a source of a Content-Security-Policy: its origin, or the private scheme of a native application. */
export function cspSource(uri: string): string {
  const { origin, protocol } = new URL(uri);
  return origin === 'null' ? protocol : origin;
}
