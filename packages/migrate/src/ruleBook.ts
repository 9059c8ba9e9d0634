import { CALL_WORDS, VERSION_WORDS } from './operations/calls.ts';
import type { Rule } from './rule.ts';
import { authenticationHeader } from './rules/authenticationHeader.ts';
import { backgroundUrl } from './rules/backgroundUrl.ts';
import { clientLibrary } from './rules/clientLibrary.ts';
import { deprecatedOperation } from './rules/deprecatedOperation.ts';
import { endedOperation } from './rules/endedOperation.ts';
import { generatedClient } from './rules/generatedClient.ts';
import { hiddenCalls } from './rules/hiddenCalls.ts';
import { ippApplicationType } from './rules/ippApplicationType.ts';
import { ippCompanyId } from './rules/ippCompanyId.ts';
import { literalSecret } from './rules/literalSecret.ts';
import { loneTimeFilter } from './rules/loneTimeFilter.ts';
import { missingPkce } from './rules/missingPkce.ts';
import { missingState } from './rules/missingState.ts';
import { oldApiHost } from './rules/oldApiHost.ts';
import { oldApiPath } from './rules/oldApiPath.ts';
import { pagingParameters } from './rules/pagingParameters.ts';
import { passwordGrant } from './rules/passwordGrant.ts';
import { permanentToken } from './rules/permanentToken.ts';
import { purchaseReceiptV1 } from './rules/purchaseReceiptV1.ts';
import { salesOrderV1V2 } from './rules/salesOrderV1V2.ts';
import { tokenField } from './rules/tokenField.ts';
import { vniAuthorizeAddress } from './rules/vniAuthorizeAddress.ts';
import { vniContext } from './rules/vniContext.ts';
import { vniRole } from './rules/vniRole.ts';
import { vniScope } from './rules/vniScope.ts';
import { vniTokenAddress } from './rules/vniTokenAddress.ts';
import { webhookSubscription } from './rules/webhookSubscription.ts';

/** All rules in the guide's order. Among addresses the particular ones stand before the general ones. */
export const RULE_BOOK: readonly Rule[] = [
  vniScope,
  literalSecret,
  passwordGrant,
  permanentToken,
  clientLibrary,
  vniAuthorizeAddress,
  missingState,
  missingPkce,
  vniContext,
  vniTokenAddress,
  tokenField,
  salesOrderV1V2,
  purchaseReceiptV1,
  endedOperation,
  deprecatedOperation,
  webhookSubscription,
  oldApiHost,
  oldApiPath,
  ippCompanyId,
  ippApplicationType,
  authenticationHeader,
  pagingParameters,
  loneTimeFilter,
  backgroundUrl,
  generatedClient,
  hiddenCalls,
  vniRole,
];

/** Rules whose words are not of Visma.net ERP alone: other products of Visma have them too. */
export const SHARED_WORDS: ReadonlySet<string> = new Set([
  'literal-secret',
  'password-grant',
  'permanent-token',
  'missing-state',
  'missing-pkce',
  'token-field',
  'ipp-company-id',
  'ipp-application-type',
  'authentication-header',
]);

/** A line without any of these words has nothing for any rule, calls by a resource alone aside. */
export const ANY_RULE_WORD = new RegExp(
  [...new Set(RULE_BOOK.map(({ words }) => (words === CALL_WORDS ? VERSION_WORDS : words).source))].join('|'),
  'i',
);

/** A comment without any of these words has nothing for the rules that look into comments. */
export const ANY_COMMENT_WORD = new RegExp(
  RULE_BOOK.flatMap(({ words, readsComments }) => (readsComments === true ? [words.source] : [])).join('|'),
  'i',
);
