import type { Case } from './case.ts';
import { filler } from './filler.ts';

/** Operations that ended, and their neighbours that did not. */
export const endings: readonly Case[] = [
  {
    name: 'the release of a purchase receipt in PHP, which lives on',
    files: {
      'VismaReceipts.php':
        "<?php\nclass VismaReceipts\n{\n    function release($no) {\n        return $this->call('POST', '/v1/PurchaseReceipt/' . $no . '/action/release');\n    }\n}\n",
    },
    expected: [],
  },
  {
    name: 'reading purchase receipts far from the word Visma, which the path and the namespace have',
    files: {
      'src/VismaNetReceipts.php': `<?php\nnamespace App\\VismaNet;\nclass Receipts {\n${filler(45)}    function all($q) { return $this->call('GET', '/v1/PurchaseReceipt', $q); }\n}\n`,
    },
    expected: ['src/VismaNetReceipts.php:49 purchase-receipt-v1'],
  },
  {
    name: 'reading the short form of purchase receipts in TypeScript',
    files: {
      'receipts.ts':
        "import { visma } from './visma';\nexport const all = () => visma.get('/v1/PurchaseReceiptBasic', { pageNumber: 1, pageSize: 500 });\nexport const save = (row: object) => visma.post('/v1/PurchaseReceiptBasic', row);\nexport const newer = () => visma.get('/v2/PurchaseReceipt', { pageNumber: 1, pageSize: 500 });\n",
    },
    expected: ['receipts.ts:2 purchase-receipt-v1'],
  },
  {
    name: 'purchase receipts by an address whose method is elsewhere',
    files: {
      'Paths.cs': 'namespace Our.Visma;\nclass Paths { public const string Receipts = "/v1/PurchaseReceipt"; }\n',
    },
    expected: ['Paths.cs:2 purchase-receipt-v1 warning'],
  },
  {
    name: 'purchase receipts in Python, Ruby, Go, Kotlin, PowerShell and an .http file',
    files: {
      'a.py':
        'BASE = "https://api.finance.visma.net"\ndef one(no):\n    return requests.get(f"{BASE}/v1/PurchaseReceipt/{no}", headers=headers)\ndef save(row):\n    return requests.put(BASE + "/v1/PurchaseReceipt/" + row["no"], json=row)\n',
      'b.rb':
        "visma = Faraday.new('https://api.finance.visma.net')\nvisma.get(\"/v1/PurchaseReceipt/#{number}\")\nvisma.post('/v1/PurchaseReceipt', body)\n",
      'c.go':
        'package visma\n\nfunc all() { req, _ := http.NewRequest("GET", host+"/v1/PurchaseReceipt", nil) }\nfunc print_(n string) { req, _ := http.NewRequest(http.MethodGet, host+"/v1/PurchaseReceipt/"+n+"/print", nil) }\n',
      'd.kt':
        'package visma\nfun all() = client.get("$vismaHost/v1/PurchaseReceipt")\nfun release(n: String) = client.post("$vismaHost/v1/PurchaseReceipt/$n/action/release")\n',
      'e.ps1':
        'Invoke-RestMethod "https://api.finance.visma.net/v1/PurchaseReceipt" -Headers $h\nInvoke-RestMethod "https://api.finance.visma.net/v1/PurchaseReceipt" -Method Post -Headers $h -Body $b\n',
      'f.http':
        'GET https://api.finance.visma.net/v1/PurchaseReceipt/000123\nAuthorization: Bearer {{token}}\n\n###\nPOST https://api.finance.visma.net/v1/PurchaseReceipt/000123/action/release\n',
      'g.sh':
        'curl -H "Authorization: Bearer $T" https://api.finance.visma.net/v1/PurchaseReceipt\ncurl -X POST -H "Authorization: Bearer $T" https://api.finance.visma.net/v1/PurchaseReceipt -d @row.json\n',
    },
    expected: [
      'a.py:3 purchase-receipt-v1',
      'b.rb:2 purchase-receipt-v1',
      'c.go:3 purchase-receipt-v1',
      'd.kt:2 purchase-receipt-v1',
      'e.ps1:1 purchase-receipt-v1',
      'f.http:1 purchase-receipt-v1',
      'g.sh:1 purchase-receipt-v1',
    ],
  },
  {
    name: 'making a shipment of a sales order, which lives on',
    files: {
      'ship.ts':
        "const erp = client('https://api.finance.visma.net');\nexport const ship = (nbr: string) => erp.post(`/v2/salesorder/${nbr}/action/createShipment`);\nexport const print = (nbr: string) => erp.get(`/v1/salesorder/SO/${nbr}/printOrder`);\n",
    },
    expected: [],
  },
  {
    name: 'the sales orders of a customer, and types of sales orders, which live on',
    files: {
      'orders.js':
        "const erp = client('https://api.finance.visma.net');\nexport const ofCustomer = (id) => erp.get(`/v1/customer/${id}/salesorder`);\nexport const basic = (id) => erp.get(`/v1/customer/${id}/salesorderbasic`);\nexport const types = () => erp.get('/v1/salesordertype');\n",
    },
    expected: [],
  },
  {
    name: 'sales orders that ended, by each of their calls',
    files: {
      'Orders.cs':
        'namespace Our.VismaNet;\nclass Orders {\n  Task All() => http.GetAsync("/v1/salesorder?pageNumber=1&pageSize=100");\n  Task Save(string n) => http.PutAsync($"/v1/salesorder/{n}", body);\n  Task Cancel(string n) => http.PostAsync($"/v2/salesorder/{n}/action/cancelSalesOrder", body);\n  Task Ship(string n) => http.PostAsync($"/v1/salesorder/{n}/action/createShipment", body);\n  Task One(string t, string n) => http.GetAsync($"https://api.finance.visma.net/v1/salesorder/{t}/{n}");\n}\n',
    },
    expected: [
      'Orders.cs:3 sales-order-v1-v2',
      'Orders.cs:4 sales-order-v1-v2',
      'Orders.cs:5 sales-order-v1-v2',
      'Orders.cs:7 sales-order-v1-v2',
    ],
  },
  {
    name: 'words that are no addresses: a radio button, a comparison, an enumeration',
    files: {
      'choose.jsp': '<form><input type="radio" name="vismaTarget" value="salesorder"/></form>\n',
      'VismaSettings.java':
        'class VismaSettings {\n  boolean isOrder(String t) { return t.equals("salesorder"); }\n}\n',
      'VismaDocument.php':
        "<?php\nenum VismaDocument: string {\n    case SalesOrder = 'SalesOrder';\n    case PurchaseReceipt = 'PurchaseReceipt';\n}\n",
    },
    expected: [],
  },
  {
    name: 'a path of one’s own server, and of another system',
    files: {
      'server.js':
        "// Visma\nconst visma = 1;\napp.get('/v1/salesorder', list);\nrouter.post('/v1/salesorder/:id', save);\n",
      'other.py': 'requests.get("https://shop.example/v1/salesorder")\n',
    },
    expected: [],
  },
  {
    name: 'a resource that is added to an address with the version',
    files: {
      'Erp.java':
        'class Erp {\n  static final String BASE = "https://api.finance.visma.net/v1/";\n  Object orders() { return http.get(BASE + "salesorder"); }\n  Object ofCustomer(String c) { return http.get(BASE + "customer/" + c + "/salesorder"); }\n  Object receipt(String n) { return http.get(BASE + "PurchaseReceipt/" + n); }\n}\n',
    },
    expected: ['Erp.java:3 sales-order-v1-v2', 'Erp.java:5 purchase-receipt-v1'],
  },
  {
    name: 'operations that were removed years ago, and their successors',
    files: {
      'journal.php':
        "<?php // Visma.net\n$visma = new Client('https://api.finance.visma.net');\n$visma->get('/v1/journaltransaction');\n$visma->get('/v2/journaltransaction');\n",
    },
    expected: ['journal.php:3 ended-operation'],
  },
  {
    name: 'deprecated operations, and the same path read',
    files: {
      'invoices.ts':
        "const erp = client('https://api.finance.visma.net');\nerp.post('/v1/customerinvoice', invoice);\nerp.get('/v1/customerinvoice', { pageNumber: 1 });\nerp.post('/v2/customerinvoice', invoice);\n",
      'Notes.vb': 'Dim visma = New HttpClient()\nvisma.GetAsync("https://api.finance.visma.net/v1/creditNote")\n',
    },
    expected: ['Notes.vb:2 deprecated-operation', 'invoices.ts:2 deprecated-operation'],
  },
];
