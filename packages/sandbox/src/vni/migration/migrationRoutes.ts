import { Router } from 'express';
import { z } from 'zod';
import { migrationReport } from './migrationReport.ts';
import type { MigrationMarks } from './migrationMarks.ts';

/** Which integration a migration report is about; empty fields select nothing. */
export const selectionSchema = z
  .object({ application: z.string().optional(), userAgent: z.string().optional() })
  .transform(({ application, userAgent }) => ({
    ...(application ? { application } : {}),
    ...(userAgent ? { userAgent } : {}),
  }));

/** The migration report as JSON. */
export function migrationRoutes(migration: MigrationMarks): Router {
  return Router()
    .get('/migration', (request, response) => {
      response.json(migrationReport(migration.integrations(), selectionSchema.parse(request.query)));
    })
    .delete('/migration', (_request, response) => {
      migration.clear();
      response.json(migrationReport(migration.integrations()));
    });
}
