import { Router } from 'express';
import type { AnswerDeps } from '../erp/answerCall.ts';

/** The Sales Order API v3; its resources follow. */
export function salesOrderRouter(_deps: AnswerDeps): Router {
  return Router();
}
