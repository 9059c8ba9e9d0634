import { Busboy } from '@fastify/busboy';
import type { RequestHandler } from 'express';

/** A file that a form brought. */
export interface UploadedFile {
  bytes: Buffer;
  /** It was larger than taken, and is cut. */
  isCut: boolean;
}

export type MultipartFields = Record<string, string | UploadedFile>;

/** Reads forms with files of at most `mostFileBytes`: `request.body` then holds texts and UploadedFile. */
export function multipartForm(mostFileBytes: number): RequestHandler {
  const limits = { fileSize: mostFileBytes, files: 1, fields: 20, fieldSize: 10_000 };
  return (request, _response, next) => {
    const contentType = request.headers['content-type'];
    if (contentType === undefined || !request.is('multipart/form-data')) {
      next();
      return;
    }
    const fields: MultipartFields = {};
    const parser = new Busboy({ headers: { ...request.headers, 'content-type': contentType }, limits });
    parser.on('field', (name, value) => (fields[name] = value));
    parser.on('file', (name, file) => {
      const chunks: Buffer[] = [];
      file.on('data', (chunk: Buffer) => chunks.push(chunk));
      file.on('end', () => (fields[name] = { bytes: Buffer.concat(chunks), isCut: file.truncated }));
    });
    parser.once('finish', () => {
      request.body = fields;
      next();
    });
    parser.once('error', () => next(Object.assign(new Error('The form is damaged'), { status: 400 })));
    request.pipe(parser);
  };
}
