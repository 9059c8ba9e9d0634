/**
 * What can be broken on purpose in the ERP and Sales Order stand-ins, with the words of the control page and
 * documents.
 */
export const ERP_FAULTS = [
  { name: 'erp_unavailable', words: 'The ERP answers 503.' },
  { name: 'erp_throttled', words: 'The ERP answers 429 with Retry-After: 30.' },
  { name: 'erp_unauthorised', words: 'The ERP answers 401 to a good token.' },
  { name: 'erp_forbidden', words: 'The ERP answers 403 to a token with every scope.' },
  { name: 'erp_nonsense', words: 'The ERP answers 200 with an HTML page.' },
  { name: 'erp_null', words: 'The ERP answers 200 with the body null.' },
  { name: 'erp_bare_rows', words: 'Rows come without metadata, and inner lists are null.' },
  { name: 'erp_reset', words: 'The ERP cuts the connection.' },
  { name: 'erp_hangs', words: 'The ERP takes the request and never answers.' },
] as const;

export type ErpFault = (typeof ERP_FAULTS)[number]['name'];

/** Asked at every call; true: this fault strikes now, and one of its times is used up. */
export type TakeFault = (name: ErpFault) => boolean;
