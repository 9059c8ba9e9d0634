import { randomUUID } from 'node:crypto';

/** What an operation answers; the router adds the headers that every answer carries. */
export interface ErpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; left out for an empty body. */
  readonly body?: unknown;
}

/** An answer thrown from the depth of an operation. */
export class ErpRefusal extends Error {
  readonly answer: ErpAnswer;

  constructor(answer: ErpAnswer) {
    super(`Answered with ${answer.status}`);
    this.name = 'ErpRefusal';
    this.answer = answer;
  }
}

/**
 * The form of errors that validation gives (as clients have recorded it). The codes of single refusals are
 * guesses.
 */
export function ippException(message: string, code = '12001', status = 400, idBegin = code): ErpRefusal {
  const body = {
    ExceptionType: 'IPPException',
    ExceptionMessage: message,
    ExceptionFaultCode: code,
    ExceptionMessageID: `${idBegin}_${randomUUID()}`,
    ExceptionDetails: '',
  };
  return new ErpRefusal({ status, body });
}

/**
 * 12027, for whom the ERP API has no licence: a person without the role API User, a customer's tenant, a company whose
 * licence has run out. Guess: the code and its text are documented, its status is not.
 */
export function unlicensed(): ErpRefusal {
  return ippException('No license for this company.', '12027');
}

/** 400 in the short form, for requests that the API cannot read. */
export function badRequest(message: string): ErpRefusal {
  return new ErpRefusal({ status: 400, body: { message } });
}

/** 404 for an object that the company has not got. */
export function notFound(message: string): ErpRefusal {
  return new ErpRefusal({ status: 404, body: { message } });
}
