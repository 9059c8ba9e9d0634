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
    .get('/migration', (req, res) => {
      res.json(migrationReport(migration.integrations(), selectionSchema.parse(req.query)));
    })
    .delete('/migration', (_req, res) => {
      migration.clear();
      res.json(migrationReport(migration.integrations()));
    });
}
