/** Stands for each character of a secret while columns still matter. */
export const BLOT = '\u2588';

/** A value that is written out: neither a variable nor a template nor a call. */
const VALUE = String.raw`(?![$%{<«]|Bearer\b|Basic\b)[^\s'"\x60,;&<>(){}«»]{4,}`;
const NAME = String.raw`(?:client[-_.]?secret|secret|passw(?:or)?d|passphrase|pwd|(?:(?<![a-z])|(?:user|db|erp|visma|vni|api|client|login|admin)[-_]?)(?:pass|pw)(?![a-z])|api[-_]?key|private[-_]?key|(?:access|refresh|id|api|auth|bearer|permanent|vni|visma\w*)?[-_]?token|code_verifier)`;

const SECRETS: readonly RegExp[] = [
  // name = "value", name: 'value', "name" => "value", ("name", "value"), and with \" in a string
  new RegExp(
    String.raw`(${NAME}\w*\\?['"\x60]?\s*(?:\]\s*)?(?:\{[^{}]{0,40}\}\s*)?(?::\s*\w+\s*)?(?:=>|\?\?=|\|\|=|:=|[:=,(]|\|\||\?\?)\s*[@frbu$]{0,2}(\\?['"\x60]))((?:(?!\2).){4,}?)(?=\2|$)`,
    'gi',
  ),
  // name = variable || "value"
  new RegExp(
    String.raw`(${NAME}\w*[^'"\x60\n]{0,80}(?:\|\||\?\?|\?:|\bor)\s*(['"\x60]))((?:(?!\2).){4,}?)(?=\2|$)`,
    'gi',
  ),
  // name=value in addresses, form bodies, .env and ini files
  new RegExp(String.raw`(${NAME}\w*()\s*[:=]\s*)(?=${VALUE}(?:[&\s'"\x60]|$))(${VALUE})`, 'gi'),
  // <ClientSecret>value</ClientSecret>, key="ClientSecret" value="value", and the other way round
  new RegExp(String.raw`(${NAME}\w*()>)([^<>{}$\s]{4,})(?=<)`, 'gi'),
  new RegExp(String.raw`(key="[^"]*${NAME}\w*"()\s+value=")([^"]{4,})(?=")`, 'gi'),
  new RegExp(String.raw`(value="())([^"]{4,})(?="\s+key="[^"]*${NAME}\w*")`, 'gi'),
  // ("id", "value") as name and password
  /((?:basic_?auth|Credentials\.basic|\bauth)['"]?\s*(?:(?:=>|[:=])\s*)?[([]\s*['"][^'"\s]+['"]\s*,\s*(['"]))((?:(?!\2).){4,}?)(?=\2|$)/gi,
  // Authorization: Basic … and Bearer …, and a JWT anywhere
  /(\b(?:Basic|Bearer)()\s+)([A-Za-z0-9+/=._~-]{8,})/gi,
  /(()\beyJ)([\w-]{8,}(?:\.[\w-]*){0,4})/g,
  // curl -u id:secret, and user:password@host
  /((?:^|\s)(?:-u|--user)()\s+["']?[^\s"':]+:)([^'"\s$][^'"\s]{3,})/g,
  /(:\/\/()[^\s/:@'"]+:)((?!\d{2,5}\/)[^\s@'"$]{3,})(?=@)/g,
];

/** Paths, hosts and names of the interface, which stand behind names of secrets and are none. */
const NO_SECRET_EITHER = [
  // Steps of letters, versions and holes: security/api/v2/token, /connect/token, resources/{id}
  /^\.{0,2}\/?(?:(?:[A-Z]?[a-z]{2,20}(?:[A-Z][a-z]{1,20}){0,4}|API|v\d|\{\w*\})\/)+(?:[A-Z]?[a-z]{2,20}(?:[A-Z][a-z]{1,20}){0,4}|v\d|\{\w*\})?\/?$/,
  /^https?:\/\/[\w.-]*visma\.(?:net|com)(?::\d+)?(?:\/[\w.{}$-]*)*$/i,
  /^(?:header|query|cookie|ipp-company-id|ipp-application-type|erp-api-background|authori[sz]ation|authentication|content-type|accept|branchid)$/i,
  // revokeSecurityToken: names of operations
  /^[a-z]{2,12}(?:[A-Z][a-z]{1,12}){1,4}(?:Token|Secret|Password|Key)s?$/,
];

/** Names of variables and of fields, which may stand where a secret would. Everything else is cut. */
const NO_SECRET =
  /^(?:\$\{.*\}?|\{.*\}?|<.*>?|%\w+%?|\$\(.*|\$[A-Za-z_]+|process\.env\b.*|os\.environ\b.*|getenv\b.*|config[.[(].*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?:[a-z_]*_)?(?:token|secret|password))$/;

/**
 * Blots out everything that looks like a secret, each character in its place, so that columns stay.
 * `isRest`: the text is the rest of a cut line, and may begin within a secret.
 */
export function blotSecrets(text: string, isRest = false): string {
  const blotted = isRest ? text.replace(/^[^\s'"`,;&<>(){}]+/, (part) => BLOT.repeat(part.length)) : text;
  return SECRETS.reduce(
    (safe, pattern) =>
      safe.replace(pattern, (all: string, before: string, _quote: string, secret: string) =>
        NO_SECRET.test(secret) || NO_SECRET_EITHER.some((name) => name.test(secret))
          ? all
          : before + BLOT.repeat(secret.length),
      ),
    blotted,
  );
}

/** Puts a word in the place of each blot. */
export function nameBlots(text: string): string {
  return text.replace(/\u2588+/g, '«secret cut»');
}
