import { Busboy, type BusboyConfig, type BusboyHeaders } from '@fastify/busboy';
import type { Request, RequestHandler } from 'express';

/** A file that a form brought. */
export interface UploadedFile {
  readonly bytes: Buffer;
  /** It was larger than taken, and is cut. */
  readonly isCut: boolean;
}

export type MultipartFields = Record<string, string | UploadedFile>;

/**
 * Reads forms with files of at most `mostFileBytes`: `req.body` then holds texts and UploadedFile.
 * A damaged form is 400, whatever is wrong with it.
 */
export function multipartForm(mostFileBytes: number): RequestHandler {
  const limits = { fileSize: mostFileBytes, files: 1, fields: 20, fieldSize: 10_000 };
  return (req, _res, next) => {
    const contentType = req.headers['content-type'];
    if (contentType === undefined || !req.is('multipart/form-data')) {
      next();
      return;
    }
    readForm(req, { ...req.headers, 'content-type': contentType }, limits).then(
      (fields) => {
        req.body = fields;
        next();
      },
      (cause: unknown) => {
        req.unpipe();
        req.resume();
        next(Object.assign(new Error('The form is damaged', { cause }), { status: 400 }));
      },
    );
  };
}

/** @throws Error where the form is damaged: the parser says so here, in its constructor, or on the stream of a file. */
function readForm(
  req: Request,
  headers: BusboyHeaders,
  limits: NonNullable<BusboyConfig['limits']>,
): Promise<MultipartFields> {
  return new Promise((resolve, reject) => {
    const parser = new Busboy({ headers, limits });
    const fields = new Map<string, string | UploadedFile>();
    parser.on('field', (name, value) => fields.set(name, value));
    parser.on('file', (name, file) => {
      const chunks: Buffer[] = [];
      file.on('data', (chunk: Buffer) => chunks.push(chunk));
      file.on('end', () => fields.set(name, { bytes: Buffer.concat(chunks), isCut: file.truncated }));
      file.on('error', reject);
    });
    // After an error come fields and "finish" all the same; what was said first counts.
    parser.on('error', reject);
    parser.on('finish', () => resolve(Object.fromEntries(fields)));
    req.pipe(parser);
  });
}
