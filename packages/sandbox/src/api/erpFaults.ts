/**
 * What can be broken on purpose in the ERP and Sales Order stand-ins, as described on the control page and in
 * documents.
 */
export const ERP_FAULTS = [
  { name: 'erp_unauthorised', description: 'The ERP answers 401 to a good token.' },
  { name: 'erp_customer_tenant', description: 'The ERP answers 401, as it does to the token of a customer tenant.' },
  { name: 'erp_forbidden', description: 'The ERP answers 403 to a token with every scope.' },
  { name: 'erp_not_found', description: 'The ERP answers 404 to an address that exists.' },
  { name: 'erp_conflict', description: 'The ERP answers 409.' },
  { name: 'erp_precondition_failed', description: 'The ERP answers 412, as if somebody else had changed the object.' },
  { name: 'erp_rejected', description: 'The ERP answers 400 with an IPPException.' },
  {
    name: 'erp_unlicensed',
    description: 'The ERP answers 400 with code 12027: no role API User, the customer’s tenant, or no licence.',
  },
  { name: 'erp_throttled', description: 'The ERP answers 429 with Retry-After: 30.' },
  { name: 'erp_burst', description: 'The ERP answers 429 with Retry-After: 120, as after a burst of calls.' },
  { name: 'erp_500', description: 'The ERP answers 500 with a message.' },
  { name: 'erp_unavailable', description: 'The ERP answers 503.' },
  { name: 'erp_timeout', description: 'The ERP answers 504, as after four minutes of work.' },
  { name: 'erp_slow', description: 'The ERP answers as usual, after faultDelayMs.' },
  { name: 'erp_hangs', description: 'The ERP takes the request and never answers.' },
  { name: 'erp_reset', description: 'The ERP cuts the connection.' },
  { name: 'erp_truncated', description: 'The ERP cuts the connection in the middle of its answer.' },
  { name: 'erp_oversized', description: 'The ERP answers 200 with JSON of 200 MB.' },
  { name: 'erp_nonsense', description: 'The ERP answers 200 with an HTML page.' },
  { name: 'erp_not_json', description: 'The ERP answers 200 with JSON that cannot be read.' },
  { name: 'erp_null', description: 'The ERP answers 200 with the body null.' },
  { name: 'erp_no_body', description: 'The ERP answers 200 with an empty body.' },
  { name: 'erp_bare_rows', description: 'Rows come without metadata, and inner lists are null.' },
  { name: 'erp_same_page', description: 'Every page of a list is its first page.' },
] as const;

export type ErpFault = (typeof ERP_FAULTS)[number]['name'];

/**
 * Asked at every call; true: this fault strikes now, and one of its times is used up. Without an application only those
 * for all applications count.
 */
export type TakeFault = (name: ErpFault, application?: string) => boolean;
