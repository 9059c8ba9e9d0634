import { z } from 'zod';
import { marking } from '../../sync/mark.ts';
import { among, erpResource } from '../resource.ts';
import { SUPPLIER_COLUMNS } from './columns.ts';
import { SUPPLIER_SECTIONS, supplierParameters, type SupplierQuery } from './query.ts';
import { toSupplier } from './supplier.ts';

/** Suppliers of the ERP API, reading only. */
export const SUPPLIERS = erpResource({
  slug: 'suppliers',
  path: '/v1/supplier',
  read: toSupplier,
  parameters: supplierParameters,
  toQuery: ({ sections, ...query }): SupplierQuery => ({ ...query, with: among(SUPPLIER_SECTIONS, sections) }),
  columns: SUPPLIER_COLUMNS,
  tableColumns: ['number', 'name', 'status', 'city', 'countryId', 'email'],
  sections: SUPPLIER_SECTIONS,
  identifier: ['supplier number'],
  identify: marking(z.object({ internalId: z.number().optional(), number: z.string() }), ({ internalId, number }) =>
    String(internalId ?? number),
  ),
});

/** Every call may throw ErpError. */
export type SuppliersApi = ReturnType<typeof SUPPLIERS.connect>;
