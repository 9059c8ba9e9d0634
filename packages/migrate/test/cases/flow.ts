import type { Case } from './case.ts';
import { filler } from './filler.ts';

/** What a word means by where it comes from and what is called. */
export const flow: readonly Case[] = [
  {
    name: 'a field that is read from the answer of another address, beside the token call’s own',
    files: {
      'ask.js':
        "const answer = await fetch('https://connect.visma.com/connect/token', init);\nconst other = (await (await fetch('https://other.example/login')).json()).token;\nconst own = (await answer.json()).token;\nconst same = (await (await fetch('https://connect.visma.com/connect/token')).json()).token;\nconst body = req.body.token;\n",
    },
    expected: ['ask.js:3 token-field', 'ask.js:4 token-field'],
  },
  {
    name: 'a cache of one’s own in code that reads access_token',
    files: {
      'connect.ts':
        "let cached: { token: string; until: number } | undefined;\nexport async function token() {\n  if (cached && cached.until > Date.now()) return cached.token;\n  const answer = await fetch('https://connect.visma.com/connect/token', { method: 'POST', body });\n  const json = await answer.json();\n  cached = { token: json.access_token, until: Date.now() + json.expires_in * 1000 };\n  return cached.token;\n}\n",
    },
    expected: [],
  },
  {
    name: 'a field read from the answer far below the call, in Java',
    files: {
      'Auth.java': `class Auth {\n  static final String URL = "https://integration.visma.net/API/security/api/v2/token";\n  String token(String code) {\n    HttpPost post = new HttpPost(URL);\n    HttpResponse response = client.execute(post);\n${filler(45, '    //')}    JSONObject json = new JSONObject(response.body());\n    return json.getString("token");\n  }\n}\n`,
    },
    expected: ['Auth.java:2 vni-token-address', 'Auth.java:52 token-field'],
  },
  {
    name: 'the answer through a function, in Python',
    files: {
      'auth.py': `def ask(code):\n    return requests.post("https://connect.visma.com/connect/token", data={"code": code}).json()\n\n\n${filler(40, '#')}def token(code):\n    answer = ask(code)\n    other = load()\n    return answer["token"], other["token"]\n`,
    },
    expected: ['auth.py:48 token-field'],
  },
  {
    name: 'the field of a struct in Go, and of another one',
    files: {
      'auth.go': `package visma\n\nfunc token() string {\n\tres, _ := http.PostForm("https://connect.visma.com/connect/token", form)\n\tvar answer struct {\n\t\tToken string \`json:"token"\`\n\t}\n\tjson.NewDecoder(res.Body).Decode(&answer)\n\treturn answer.Token\n}\n\ntype session struct {\n\tToken string \`json:"token"\`\n}\n`,
    },
    expected: ['auth.go:6 token-field'],
  },
  {
    name: 'a state that is a written word, in an address, a list and a constant',
    files: {
      'a.py':
        'url = "https://integration.visma.net/API/resources/oauth/authorize?response_type=code&code_challenge=" + c + "&state=hello"\n',
      'b.php':
        "<?php\nconst AUTHORIZE = 'https://connect.visma.com/connect/authorize';\n$q = http_build_query(['response_type' => 'code', 'state' => 'hello', 'code_challenge' => $c]);\n",
      'C.java':
        'class C {\n  static final String STATE = "visma";\n  String url() { return "https://connect.visma.com/connect/authorize?response_type=code&code_challenge=" + c + "&state=" + STATE; }\n}\n',
      'd.ts':
        "const state = 'visma';\nconst url = `https://connect.visma.com/connect/authorize?response_type=code&code_challenge=${c}&state=${state}`;\n",
    },
    expected: [
      'C.java:3 missing-state',
      'a.py:1 missing-state',
      'a.py:1 vni-authorize-address',
      'b.php:3 missing-state',
      'd.ts:2 missing-state',
    ],
  },
  {
    name: 'a state that is new each time',
    files: {
      'a.py':
        'state = secrets.token_urlsafe()\nurl = "https://connect.visma.com/connect/authorize?response_type=code&code_challenge=" + c + "&state=" + state\n',
      'b.php':
        "<?php\n$state = bin2hex(random_bytes(16));\n$q = 'https://connect.visma.com/connect/authorize?' . http_build_query(['response_type' => 'code', 'state' => $state, 'code_challenge' => $c]);\n",
      'c.ts':
        "export const start = (state: string) =>\n  `https://connect.visma.com/connect/authorize?response_type=code&code_challenge=${c}&state=${state}`;\nif (query.state === 'none') throw new Error();\n",
      'D.cs':
        'class D { string Url(string state) => $"https://connect.visma.com/connect/authorize?response_type=code&code_challenge={c}&state={state}"; }\n',
    },
    expected: [],
  },
  {
    name: 'a field of a type in C#, near a word like a query',
    files: {
      'CarrierFilterResult.cs':
        'namespace Our.VismaNet;\nclass CarrierFilterResult {\n  [JsonProperty("lastModifiedDateTime", Required = Required.Default)]\n  public DateTime LastModified { get; set; }\n}\n',
    },
    expected: [],
  },
  {
    name: 'operations whose time filter has no condition',
    files: {
      'a.ts': "visma.get('/v2/journaltransaction', { lastModifiedDateTime: since, pageNumber, pageSize });\n",
      'b.php':
        "<?php // Visma\n$visma->get('/v2/generalLedgerBalance', ['query' => ['lastModifiedDateTime' => $since]]);\n",
    },
    expected: [],
  },
  {
    name: 'filters that need a condition, in six languages',
    files: {
      'a.ts': "visma.get('/v1/customerPayment', { params: { docDate: day, pageNumber } });\n",
      'b.php': "<?php // Visma\n$visma->get('/v1/purchaseorder', ['query' => ['orderDate' => $day]]);\n",
      'c.py': 'visma.get("/v1/shipment", params={"shipmentDate": day, "pageNumber": 1})\n',
      'd.sh': '# visma\ncurl "https://api.finance.visma.net/v1/supplierInvoice?dueDate=2026-01-01"\n',
      'E.cs': 'namespace Our.Visma;\nclass E { string U = "/v1/purchaseorder?deliveryDate=" + day; }\n',
      'f.rb': 'visma.get("/v1/inventory?lastModifiedDateTime=#{since}&pageNumber=1")\n',
    },
    expected: [
      'E.cs:2 lone-time-filter',
      'a.ts:1 lone-time-filter',
      'b.php:2 lone-time-filter',
      'c.py:1 lone-time-filter',
      'd.sh:2 lone-time-filter',
      'f.rb:1 lone-time-filter',
    ],
  },
  {
    name: 'an answer that a test makes up',
    files: {
      'CarrierTest.php':
        "<?php // Visma\n// it reads by query\nSaloon::fake([Get::class => MockResponse::make([\n    0 => [\n        'lastModifiedDateTime' => '2025-11-22T10:40:04+00:00',\n    ],\n])]);\n$request = new Get(pageNumber: 1);\n",
    },
    expected: [],
  },
  {
    name: 'the same words with their condition, of other operations, and of other systems',
    files: {
      'a.ts': "visma.get('/v1/customerPayment', { params: { docDate: day, docDateCondition: '>', pageNumber } });\n",
      'b.ts': "visma.get('/v1/customerinvoice', { params: { docDate: day, pageNumber } });\n",
      'c.py': '# visma\nshop.get("/orders", params={"orderDate": day, "page": 1})\n',
    },
    expected: [],
  },
];
