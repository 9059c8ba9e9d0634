/** The old host, production or staging, with its scheme where one is written. */
const HOST = String.raw`(?:https?:\/\/)?(?<![\w.-])integration(?:\.stag)?\.visma\.net`;

/** What may follow an address within a string. */
const REST = String.raw`[^\s"'\x60<>)\\|;,]*`;

/** A pattern for `path` (source of a regular expression) on the old host, or alone as a path. */
export function oldAddress(path: string): RegExp {
  return new RegExp(String.raw`(?<at>(?:${HOST}|(?<!\w))\/?(?:API\/)?${path}${REST})`, 'gi');
}

/** Says that a piece of code sends a user to the authorize endpoint of VNI or of Visma Connect. */
export const AUTHORIZE_CALL =
  /oauth\/authorize|connect\.visma\.com\/connect\/authorize|(?:visma|vni)\w*auth\w*url|\bauthori[sz]e_?-?(?:url|uri|endpoint|address)|authori[sz]ation_?-?(?:url|uri|endpoint)/i;

/** Says that a piece of code calls the token endpoint of VNI or of Visma Connect. */
export const TOKEN_CALL =
  /security\/api\/v\d\/token|connect\.visma\.com\/connect\/token|grant_?type|token_?-?(?:url|uri|endpoint|address)\b/i;

/**
 * A file without any of these words has nothing to move; most files are passed over by this one test.
 * Ends of words (of numberToRead, financialstasks, usercontexts, controller, security, resources) are found
 * twice as fast as the whole words, and words that are gathered by their first letter faster still.
 */
export const VISMA_WORDS =
  /v(?:isma|ni)|ipp[-_]?(?:comp|appl)|er(?:_?To_?Read|p-api-b|contexts)|cialstask|ller\/api\/v\d|r(?:ity\/api\/v\d|ces\/(?:oauth|v\d))/i;

/** A file or a folder that is called after Visma has to do with it, whatever words it holds. */
export const NAMED_AFTER_VISMA = /visma(?!online)/i;

/** Words of Visma close by, for constructs that other systems have too. */
export const VISMA_NEARBY = /visma(?!online)|\bvni|financialstasks|ipp-company/i;

/** Another system of Visma (eAccounting), which this move does not concern. */
export const OTHER_VISMA = /vismaonline\.com/i;

/** The head of a struct of Go, with its name. */
export const STRUCT_HEAD = /\b(\w{1,80})\s+(?::?=\s*)?struct\s*\{/;
