import { Router } from 'express';
import type { ConnectDeps } from '../connectDeps.ts';

/** The pictures that the claim `picture` leads to: initials on a coloured ground. */
export function pictureRoute({ world }: ConnectDeps): Router {
  return Router().get('/connect/picture/:id', (req, res) => {
    const person = world.people.find(req.params.id);
    if (!person) {
      res.sendStatus(404);
      return;
    }
    const initials = [person.givenName, person.familyName].map((name) => /\p{L}/u.exec(name)?.[0] ?? '').join('');
    res
      .type('image/svg+xml')
      .set('Cache-Control', 'private, max-age=3600')
      .send(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#1d4f91"/>' +
          `<text x="48" y="60" font-family="sans-serif" font-size="36" fill="#fff" text-anchor="middle">${initials}</text></svg>`,
      );
  });
}
