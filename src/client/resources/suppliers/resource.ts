import { erpResource, type ErpResource } from '../erpResource.ts';
import type { Transport } from '../../transport/transport.ts';
import { toSupplier, type Supplier } from './supplier.ts';
import { supplierParameters, type SupplierQuery } from './query.ts';

/** Suppliers of the ERP API, reading only. Every call may throw ErpError. */
export type SuppliersApi = ErpResource<SupplierQuery, Supplier>;

export function createSuppliersApi(transport: Transport, erpUrl: string): SuppliersApi {
  return erpResource(transport, {
    name: 'suppliers',
    erpUrl,
    path: '/v1/supplier',
    read: toSupplier,
    parameters: supplierParameters,
  });
}
