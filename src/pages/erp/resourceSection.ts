import type { Router } from 'express';
import type { ErpClient } from 'visma-net-client/erpClient';
import type { Area } from '../../web/rendering/navigation.ts';
import type { FormDeps } from './forms/formContext.ts';

/** What the pages of all resources are made of; each page states what it uses of it. */
export interface ErpPagesDeps extends Omit<ErpClient, 'background' | 'close'>, FormDeps {
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export type ResourcePage = (deps: ErpPagesDeps) => Router;

/** The pages of one resource of a company. */
export interface ResourceSection {
  /** The part of the menu that it stands in. */
  readonly area: Area;
  /** With its exports; undefined where the API has single records alone, which no menu leads to. */
  readonly list: ResourcePage | undefined;
  /** Where this application can make and change records. */
  readonly form?: ResourcePage;
  /** Where the API tells more of one record than its list does. */
  readonly detail?: ResourcePage | undefined;
}
