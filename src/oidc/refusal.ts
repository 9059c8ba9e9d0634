import { refusalOf as connectRefusal, type Asking } from 'visma-net-client/connect/refusal';
import { isRefusal, type Refusal } from '../errors.ts';

/** Turns what openid-client throws into a refusal that has a page; what this application refused stays as it is. */
export function refusalOf(error: unknown, asking: Asking): Refusal {
  return isRefusal(error) ? error : connectRefusal(error, asking);
}
