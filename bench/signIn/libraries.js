// The floor with the libraries that the app is made of, and nothing of the app: express, express-session in memory, helmet,
// pino-http and EJS, set up as their manuals say. What the app costs beyond this is its own.
import ejs from 'ejs';
import express from 'express';
import session from 'express-session';
import helmet from 'helmet';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { availableOf, begin, finish, firstItems } from './leastCalls.js';

const ROWS = ejs.compile(`<!doctype html><title>Inventory</title><p><%= data.person.name %></p><table>
<% for (const item of data.items) { %><tr>
<th scope="row"><a href="/inventory/<%= item.inventoryNumber %>"><%= item.inventoryNumber %></a></th>
<td><%= item.description %></td><td><%= item.status %></td><td><%= item.type %></td>
<td><%= item.itemClass.description %></td><td><%= item.baseUnit %></td><td><%= item.defaultPrice.toFixed(2) %></td>
<td><%= data.availableOf(item) %></td></tr>
<% } %></table>`);

const app = express();
app.use(pinoHttp({ logger: pino(), quietReqLogger: true }));
app.use(helmet());
// Its store warns that it is for one process only; here it is for a minute.
app.use(
  session({
    secret: 'a-secret-for-the-bench',
    resave: false,
    saveUninitialized: false,
    store: new session.MemoryStore(),
  }),
);
app.get('/login', async (req, res) => {
  const { href, attempt } = await begin(urlOf());
  req.session.attempt = attempt;
  res.redirect(302, href);
});
app.get('/callback', async (req, res) => {
  const { attempt } = req.session;
  const signedIn = await finish(new URL(req.originalUrl, urlOf()), attempt);
  await new Promise((resolve, reject) => req.session.regenerate((error) => (error ? reject(error) : resolve())));
  req.session.signedIn = signedIn;
  res.redirect(302, '/inventory');
});
app.get('/inventory', async (req, res) => {
  const { tokens, person } = req.session.signedIn;
  res.set('Cache-Control', 'no-store').send(ROWS({ data: { person, items: await firstItems(tokens), availableOf } }));
});

const server = app.listen(0, '127.0.0.1', () => process.send?.({ url: urlOf() }));

function urlOf() {
  return `http://127.0.0.1:${server.address().port}`;
}
