import { refusalOf as connectRefusal, type Asking } from 'visma-net-client/connect/refusal';
import { isAppError, type AppError } from '../errors.ts';

/** Turns what openid-client throws into a refusal that has a page; what this application refused stays as it is. */
export function refusalOf(error: unknown, asking: Asking): AppError {
  return isAppError(error) ? error : connectRefusal(error, asking);
}
