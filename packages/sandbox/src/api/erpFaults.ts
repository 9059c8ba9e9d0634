/**
 * What can be broken on purpose in the ERP and Sales Order stand-ins, with the words of the control page and
 * documents.
 */
export const ERP_FAULTS = [
  { name: 'erp_unauthorised', words: 'The ERP answers 401 to a good token.' },
  { name: 'erp_customer_tenant', words: 'The ERP answers 401, as it does to the token of a customer tenant.' },
  { name: 'erp_forbidden', words: 'The ERP answers 403 to a token with every scope.' },
  { name: 'erp_not_found', words: 'The ERP answers 404 to an address that exists.' },
  { name: 'erp_conflict', words: 'The ERP answers 409.' },
  { name: 'erp_precondition_failed', words: 'The ERP answers 412, as if somebody else had changed the object.' },
  { name: 'erp_rejected', words: 'The ERP answers 400 with an IPPException.' },
  { name: 'erp_unlicensed', words: 'The ERP answers 400 with code 12027: the company has no licence.' },
  { name: 'erp_throttled', words: 'The ERP answers 429 with Retry-After: 30.' },
  { name: 'erp_500', words: 'The ERP answers 500 with a message.' },
  { name: 'erp_unavailable', words: 'The ERP answers 503.' },
  { name: 'erp_timeout', words: 'The ERP answers 504, as after four minutes of work.' },
  { name: 'erp_slow', words: 'The ERP answers as usual, after faultDelayMs.' },
  { name: 'erp_hangs', words: 'The ERP takes the request and never answers.' },
  { name: 'erp_reset', words: 'The ERP cuts the connection.' },
  { name: 'erp_truncated', words: 'The ERP cuts the connection in the middle of its answer.' },
  { name: 'erp_oversized', words: 'The ERP answers 200 with JSON of 200 MB.' },
  { name: 'erp_nonsense', words: 'The ERP answers 200 with an HTML page.' },
  { name: 'erp_not_json', words: 'The ERP answers 200 with JSON that cannot be read.' },
  { name: 'erp_null', words: 'The ERP answers 200 with the body null.' },
  { name: 'erp_no_body', words: 'The ERP answers 200 with an empty body.' },
  { name: 'erp_bare_rows', words: 'Rows come without metadata, and inner lists are null.' },
  { name: 'erp_same_page', words: 'Every page of a list is its first page.' },
] as const;

export type ErpFault = (typeof ERP_FAULTS)[number]['name'];

/**
 * Asked at every call; true: this fault strikes now, and one of its times is used up. Without an application only those
 * for all applications strike.
 */
export type TakeFault = (name: ErpFault, application?: string) => boolean;
