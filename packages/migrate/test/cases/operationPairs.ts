import { CS, GO, JAVA, KOTLIN, PHP, PYTHON, RUBY, TS, VB, within } from './pairs.ts';

/** Reading purchase receipts, and what lives on of them. */
export const receipts = [
  within(
    'A.cs',
    CS,
    '  Task All() => http.GetAsync("/v1/PurchaseReceipt?pageNumber=1");',
    '  Task Free(string n) => http.PostAsync($"/v1/PurchaseReceipt/{n}/action/release", body);',
    '}\n',
  ),
  within(
    'B.vb',
    VB,
    '  Dim all = Await http.GetAsync("/v1/PurchaseReceipt?pageNumber=1")',
    '  Dim free = Await http.PostAsync("/v1/PurchaseReceipt/" & n & "/action/release", body)',
  ),
  within(
    'C.java',
    JAVA,
    '  Object all() { return http.get("/v1/PurchaseReceipt?pageNumber=1"); }',
    '  Object free(String n) { return http.post("/v1/PurchaseReceipt/" + n + "/action/release"); }',
    '}\n',
  ),
  within(
    'D.kt',
    KOTLIN,
    'fun all() = http.get("/v1/PurchaseReceipt?pageNumber=1")',
    'fun free(n: String) = http.post("/v1/PurchaseReceipt/$n/action/release")',
  ),
  within(
    'e.php',
    PHP,
    "$all = $http->get('/v1/PurchaseReceipt?pageNumber=1');",
    "$http->post('/v1/PurchaseReceipt/' . $n . '/action/release');",
  ),
  within(
    'f.py',
    PYTHON,
    'rows = http.get("/v1/PurchaseReceipt?pageNumber=1")',
    'http.post(f"/v1/PurchaseReceipt/{n}/action/release")',
  ),
  within(
    'g.go',
    GO,
    'var all, _ = http.Get(host + "/v1/PurchaseReceipt?pageNumber=1")',
    'var res, _ = http.Post(host+"/v1/PurchaseReceipt/"+n+"/action/release", "application/json", nil)',
  ),
  within(
    'h.rb',
    RUBY,
    "rows = http.get('/v1/PurchaseReceipt?pageNumber=1')",
    'http.post("/v1/PurchaseReceipt/#{n}/action/release")',
  ),
  within(
    'i.ts',
    TS,
    "export const all = () => http.get('/v1/PurchaseReceipt?pageNumber=1');",
    'export const free = (n: string) => http.post(`/v1/PurchaseReceipt/${n}/action/release`);',
  ),
];

/** Sales orders that ended, and words and operations beside them. */
export const orders = [
  within(
    'A.cs',
    CS,
    '  Task All() => http.GetAsync("/v1/salesorder");',
    '  bool Is(string t) => t == "salesorder";',
    '}\n',
  ),
  within(
    'B.vb',
    VB,
    '  Dim all = Await http.GetAsync("/v1/salesorder")',
    '  Dim types = Await http.GetAsync("/v1/salesordertype")',
  ),
  within(
    'C.java',
    JAVA,
    '  Object all() { return http.get("/v1/salesorder"); }',
    '  boolean is(String t) { return t.equals("salesorder"); }',
    '}\n',
  ),
  within(
    'D.kt',
    KOTLIN,
    'fun all() = http.get("/v1/salesorder")',
    'fun ofCustomer(id: String) = http.get("/v1/customer/$id/salesorder")',
  ),
  within(
    'e.php',
    PHP,
    "$all = $http->get('/v1/salesorder');",
    "enum Document: string { case SalesOrder = 'SalesOrder'; }",
  ),
  within('f.py', PYTHON, 'rows = http.get("/v2/salesorder")', 'http.post(f"/v2/salesorder/{n}/action/createShipment")'),
  within(
    'g.go',
    GO,
    'var all, _ = http.Get(host + "/v2/salesorder")',
    'var all, _ = http.Get(host + "/v1/customer/" + id + "/salesorderbasic")',
  ),
  within(
    'h.rb',
    RUBY,
    "rows = http.get('/v1/salesorderbasic')",
    'http.post("/v1/salesorder/#{n}/action/prepareInvoice")',
  ),
  within(
    'i.ts',
    TS,
    "export const all = () => http.get('/v1/salesorder');",
    'export const ship = (n: string) => http.post(`/v2/salesorder/${n}/action/createShipment`);',
  ),
];

/** A time filter without its condition, and what needs none. */
export const filters = [
  within(
    'A.cs',
    CS,
    '  string Url => "/v1/inventory?lastModifiedDateTime=" + since;',
    '  [JsonProperty("lastModifiedDateTime", Required = Required.Default)] public DateTime Changed { get; set; }',
    '}\n',
  ),
  within(
    'B.vb',
    VB,
    '  Dim url = "/v1/inventory?lastModifiedDateTime=" & since',
    '  Dim url = "/v1/inventory?lastModifiedDateTimeCondition=%3E&lastModifiedDateTime=" & since',
  ),
  within(
    'C.java',
    JAVA,
    '  String url() { return "/v1/inventory?lastModifiedDateTime=" + since; }',
    '  @JsonProperty("lastModifiedDateTime") private String changed;',
    '}\n',
  ),
  within(
    'D.kt',
    KOTLIN,
    'val url = "/v1/inventory?lastModifiedDateTime=$since"',
    'val url = "/v2/journaltransaction?lastModifiedDateTime=$since"',
  ),
  within(
    'e.php',
    PHP,
    "$url = '/v1/inventory?lastModifiedDateTime=' . $since;",
    "$url = '/v2/generalLedgerBalance?lastModifiedDateTime=' . $since;",
  ),
  within(
    'f.py',
    PYTHON,
    'url = f"/v1/inventory?lastModifiedDateTime={since}"',
    'row = {"lastModifiedDateTime": "2026-01-01"}',
  ),
  within(
    'g.go',
    GO,
    'var url = "/v1/inventory?lastModifiedDateTime=" + since',
    'type Item struct{ Changed string `json:"lastModifiedDateTime"` }',
  ),
  within(
    'h.rb',
    RUBY,
    'url = "/v1/inventory?lastModifiedDateTime=#{since}"',
    'url = "/v1/inventory?lastModifiedDateTime=#{since}&lastModifiedDateTimeCondition=%3E"',
  ),
  within(
    'i.ts',
    TS,
    'export const url = `/v1/inventory?lastModifiedDateTime=${since}`;',
    'export interface Item { readonly lastModifiedDateTime: string }',
  ),
];
