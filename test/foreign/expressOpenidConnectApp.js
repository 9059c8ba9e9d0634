// An Express application as the documentation of express-openid-connect has it, in a process of its own.
// Prints its origin once it listens.
import { createServer } from 'node:http';
import express from 'express';
import openid from 'express-openid-connect';
import session from 'express-session';

const { auth, requiresAuth } = openid;
const { SANDBOX_URL, CLIENT_ID, CLIENT_SECRET, SCOPE } = process.env;

const server = createServer().listen(0, 'localhost', () => {
  const origin = `http://localhost:${server.address().port}`;
  server.on('request', anApp(origin));
  process.stdout.write(`${origin}\n`);
});

function anApp(baseURL) {
  const app = express();
  app.use(
    auth({
      issuerBaseURL: SANDBOX_URL,
      baseURL,
      clientID: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      secret: 'a-secret-for-tests-only',
      authRequired: false,
      authorizationParams: { response_type: 'code', scope: SCOPE },
      idpLogout: true,
      routes: { postLogoutRedirect: `${baseURL}/bye` },
      backchannelLogout: { store: new session.MemoryStore() },
    }),
  );
  app.get('/inventory', requiresAuth(), async (req, res) => {
    const headers = { authorization: `Bearer ${req.oidc.accessToken.access_token}` };
    const inventory = await fetch(`${SANDBOX_URL}/v1/inventory?pageNumber=1&pageSize=3`, { headers });
    const { length } = await inventory.json();
    const { email } = await req.oidc.fetchUserInfo();
    res.json({ email, status: inventory.status, items: length });
  });
  app.get('/refresh', requiresAuth(), async (req, res) => {
    const { access_token: before } = req.oidc.accessToken;
    const { access_token: after } = await req.oidc.accessToken.refresh();
    res.json({ isNew: after !== before });
  });
  app.get('/bye', (_req, res) => res.send('Bye'));
  return app;
}
