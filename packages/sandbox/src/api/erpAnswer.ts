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
export function ippException(message: string, code = '12001', status = 400): ErpRefusal {
  const body = {
    ExceptionType: 'IPPException',
    ExceptionMessage: message,
    ExceptionFaultCode: code,
    ExceptionMessageID: `${code}_${randomUUID()}`,
    ExceptionDetails: '',
  };
  return new ErpRefusal({ status, body });
}

/** 400 in the short form, for requests that the API cannot read. */
export function badRequest(message: string): ErpRefusal {
  return new ErpRefusal({ status: 400, body: { message } });
}

/** 404 for an object that the company has not got. */
export function notFound(message: string): ErpRefusal {
  return new ErpRefusal({ status: 404, body: { message } });
}
