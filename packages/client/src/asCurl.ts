/**
 * The request for an address in the form of the guide (page 18), ready for a shell. The token stays a placeholder.
 * The guide writes `Authentication:`; the header is Authorization (RFC 6750 §2.1).
 */
export function asCurl(address: URL): string {
  const url = address.href.replaceAll("'", '%27');
  return [
    `curl --request GET --url '${url}'`,
    "--header 'Accept: application/json'",
    "--header 'Authorization: Bearer [access_token]'",
  ].join(' ');
}
