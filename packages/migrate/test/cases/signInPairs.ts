import { CS, GO, JAVA, KOTLIN, PHP, PYTHON, RUBY, TS, VB, within } from './pairs.ts';

const GUID = '6f1c2d3e-4a5b-4c6d-8e7f-901234567890';
const TOKEN_URL = 'https://connect.visma.com/connect/token';
const AUTHORIZE = 'https://connect.visma.com/connect/authorize?response_type=code&code_challenge=';

/** The field `token` of the token call’s answer, and of something else. */
export const fields = [
  within(
    'A.cs',
    `${CS}async Task<string> Token() {\n  var answer = await http.PostAsync("${TOKEN_URL}", form);\n  var json = await answer.Content.ReadFromJsonAsync<JsonElement>();\n`,
    '  return json.GetProperty("token").GetString();',
    '  return json.GetProperty("access_token").GetString() ?? cached.GetProperty("token").GetString();',
    '}\n}\n',
  ),
  within(
    'B.vb',
    `${VB}Dim answer = Await http.PostAsync("${TOKEN_URL}", form)\nDim json = JObject.Parse(Await answer.Content.ReadAsStringAsync())\n`,
    'Dim token = json("token").ToString()',
    'Dim token = json("access_token").ToString() & cached("token").ToString()',
  ),
  within(
    'C.java',
    `${JAVA}  String token() {\n    HttpResponse response = client.post("${TOKEN_URL}", form);\n    JSONObject json = new JSONObject(response.body());\n`,
    '    return json.getString("token");',
    '    return json.getString("access_token") + cached.getString("token");',
    '  }\n}\n',
  ),
  within(
    'D.kt',
    `${KOTLIN}fun token(): String {\n    val response = client.post("${TOKEN_URL}", form)\n    val json = JSONObject(response.body())\n`,
    '    return json.getString("token")',
    '    return json.getString("access_token") + cached.getString("token")',
    '}\n',
  ),
  within(
    'e.php',
    `${PHP}$response = $http->post('${TOKEN_URL}', $form);\n$json = json_decode($response->getBody(), true);\n`,
    "return $json['token'];",
    "return $json['access_token'] ?? $cached['token'];",
  ),
  within(
    'f.py',
    `${PYTHON}def token():\n    answer = requests.post("${TOKEN_URL}", data=form).json()\n`,
    '    return answer["token"]',
    '    return answer["access_token"] or cached["token"]',
  ),
  within(
    'g.go',
    `${GO}func token() string {\n\tres, _ := http.PostForm("${TOKEN_URL}", form)\n\tvar answer struct {\n`,
    '\t\tToken string `json:"token"`',
    '\t\tToken string `json:"access_token"`',
    '\t}\n\tjson.NewDecoder(res.Body).Decode(&answer)\n\treturn answer.Token\n}\n',
  ),
  within(
    'h.rb',
    `${RUBY}def token\n  response = Net::HTTP.post_form(URI('${TOKEN_URL}'), form)\n  answer = JSON.parse(response.body)\n`,
    "  answer['token']",
    "  answer['access_token'] || cached['token']",
    'end\n',
  ),
  within(
    'i.ts',
    `${TS}export async function token() {\n  const answer = await fetch('${TOKEN_URL}', { method: 'POST', body });\n  const json = await answer.json();\n`,
    '  return json.token;',
    '  return json.access_token ?? cached.token;',
    '}\n',
  ),
];

/** A token that is written out, and another GUID. */
export const tokens = [
  within('A.cs', CS, `  const string Head = "Bearer ${GUID}";`, `  const string TenantId = "${GUID}";`, '}\n'),
  within('B.vb', VB, `  Const Head As String = "Bearer ${GUID}"`, `  Const CompanyId As String = "${GUID}"`),
  within('C.java', JAVA, `  String head = "Bearer ${GUID}";`, `  String tenantId = "${GUID}";`, '}\n'),
  within('D.kt', KOTLIN, `val head = "Bearer ${GUID}"`, `val requestId = "${GUID}"`),
  within('e.php', PHP, `$head = ['Authorization: Bearer ${GUID}'];`, "$head = ['Authorization: Bearer ' . $token];"),
  within('f.py', PYTHON, `head = {"Authorization": "Bearer ${GUID}"}`, `tenant_id = "${GUID}"`),
  within('g.go', GO, `const head = "Bearer ${GUID}"`, `const tenantID = "${GUID}"`),
  within('h.rb', RUBY, `head = 'Bearer ${GUID}'`, `tenant_id = '${GUID}'`),
  within('i.ts', TS, `export const head = 'Bearer ${GUID}';`, `export const tenantId = '${GUID}';`),
];

/** A state that is a written word, and one that is not. */
export const states = [
  within(
    'A.cs',
    CS,
    `  string U => "${AUTHORIZE}" + c + "&state=visma";`,
    `  string U => "${AUTHORIZE}" + c + "&state=" + state;`,
    '}\n',
  ),
  within(
    'B.vb',
    VB,
    `  Dim u = "${AUTHORIZE}" & c & "&state=visma"`,
    `  Dim u = "${AUTHORIZE}" & c & "&state=" & state`,
  ),
  within(
    'C.java',
    JAVA,
    `  String u() { return "${AUTHORIZE}" + c + "&state=visma"; }`,
    `  String u() { return "${AUTHORIZE}" + c + "&state=" + state; }`,
    '}\n',
  ),
  within('D.kt', KOTLIN, `fun u() = "${AUTHORIZE}$c&state=visma"`, `fun u() = "${AUTHORIZE}$c&state=$state"`),
  within('e.php', PHP, `$u = '${AUTHORIZE}' . $c . '&state=visma';`, `$u = '${AUTHORIZE}' . $c . '&state=' . $state;`),
  within('f.py', PYTHON, `u = f"${AUTHORIZE}{c}&state=visma"`, `u = f"${AUTHORIZE}{c}&state={state}"`),
  within('g.go', GO, `var u = "${AUTHORIZE}" + c + "&state=visma"`, `var u = "${AUTHORIZE}" + c + "&state=" + state`),
  within('h.rb', RUBY, `u = "${AUTHORIZE}#{c}&state=visma"`, `u = "${AUTHORIZE}#{c}&state=#{state}"`),
  within(
    'i.ts',
    TS,
    `export const u = \`${AUTHORIZE}\${c}&state=visma\`;`,
    `export const u = \`${AUTHORIZE}\${c}&state=\${state}\`;`,
  ),
];

const secretNames: readonly (readonly [file: string, before: string, line: (host: string) => string])[] = [
  ['a/A.cs', CS, (host) => `  const string VismaClientSecret = "Zx81Qw9kL0pP77"; const string Host = "${host}";`],
  ['b/B.vb', VB, (host) => `  Const VismaClientSecret As String = "Zx81Qw9kL0pP77" : Const Host = "${host}"`],
  ['c/C.java', JAVA, (host) => `  String vismaClientSecret = "Zx81Qw9kL0pP77", host = "${host}";`],
  ['d/D.kt', KOTLIN, (host) => `val vismaClientSecret = "Zx81Qw9kL0pP77"; val host = "${host}"`],
  ['e/e.php', PHP, (host) => `$vismaClientSecret = 'Zx81Qw9kL0pP77'; $host = '${host}';`],
  ['f/f.py', PYTHON, (host) => `visma_client_secret = "Zx81Qw9kL0pP77"; host = "${host}"`],
  ['g/g.go', GO, (host) => `var vismaClientSecret = "Zx81Qw9kL0pP77"; var host = "${host}"`],
  ['h/h.rb', RUBY, (host) => `visma_client_secret = 'Zx81Qw9kL0pP77'; host = '${host}'`],
  ['i/i.ts', TS, (host) => `export const vismaClientSecret = 'Zx81Qw9kL0pP77', host = '${host}';`],
];
/** A secret for Visma.net, and for another product. */
export const products = secretNames.map(([file, before, line]) =>
  within(file, before, line('https://api.finance.visma.net'), line('https://eaccountingapi.vismaonline.com')),
);

/** A client library of VNI, and of another product. */
export const imports = [
  within('A.cs', '', 'using ONIT.VismaNetApi;', 'using Visma.Netvisor.Api;'),
  within(
    'C.java',
    'package no.us;\n',
    'import no.systema.visma.v1client.api.CustomerApi;',
    'import no.systema.visma.payroll.api.CustomerApi;',
  ),
  within(
    'e.php',
    '<?php\n',
    'use Acme\\VismaNetApi\\Api\\CustomerApi;',
    'use Acme\\VismaNetvisorApi\\Api\\CustomerApi;',
  ),
  within('b/B.vb', '', 'Imports N2C.VismaNET.Core', 'Imports N2C.Visma.Netvisor.Core'),
];
