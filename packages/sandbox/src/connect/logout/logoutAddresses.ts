/**
 * Which of an application's registered logout addresses a session is told at: those on the origin that it signed in
 * from, or all when none is. An application with one address is told there.
 */
export function logoutAddresses(registered: readonly string[], signedInFrom: string): readonly string[] {
  const own = registered.filter((uri) => URL.canParse(uri) && new URL(uri).origin === signedInFrom);
  return own.length > 0 ? own : registered;
}
