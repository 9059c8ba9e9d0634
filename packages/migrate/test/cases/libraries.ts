import type { Case } from './case.ts';

/** Calls that only a library makes. */
export const libraries: readonly Case[] = [
  {
    name: 'a NuGet package in a project file',
    files: { 'App.csproj': '<Project>\n<PackageReference Include="Visma.net" Version="3.7.4" />\n</Project>\n' },
    expected: ['App.csproj:2 client-library'],
  },
  {
    name: 'a NuGet package of version 4',
    files: { 'App.csproj': '<Project>\n<PackageReference Include="Visma.net" Version="4.2.1" />\n</Project>\n' },
    expected: ['App.csproj:2 client-library warning'],
  },
  {
    name: 'a NuGet package in packages.config, and in a lock file that adds nothing',
    files: {
      'packages.config': '<packages>\n<package id="Visma.net" version="2.1.0" />\n</packages>\n',
      'packages.lock.json': '{\n  "Visma.net": { "resolved": "2.1.0" }\n}\n',
    },
    expected: ['packages.config:2 client-library'],
  },
  {
    name: 'a NuGet package that came with another one',
    files: { 'packages.lock.json': '{\n  "Visma.net": { "resolved": "2.1.0" }\n}\n' },
    expected: ['packages.lock.json:2 client-library'],
  },
  {
    name: 'the namespace of the NuGet package in C#',
    files: {
      'Token.cs':
        'using System;\nusing ONIT.VismaNetApi;\nvar url = VismaNet.GetOAuthUrl(id, callback);\nvar api = new VismaNet(company, token);\n',
    },
    expected: ['Token.cs:2 client-library'],
  },
  {
    name: 'the namespace of the NuGet package in Visual Basic',
    files: { 'Token.vb': 'Imports ONIT.VismaNetApi\nDim api = New VismaNet(company, secret)\n' },
    expected: ['Token.vb:1 client-library'],
  },
  {
    name: 'another NuGet package, and its own project, which is not a user of it',
    files: {
      'A.csproj': '<Project>\n<PackageReference Include="N2C.VismaNET.Core" Version="1.0.0" />\n</Project>\n',
      'lib/Core.cs': 'using ONIT.VismaNetApi.Lib;\nnamespace ONIT.VismaNetApi;\nclass Core { }\n',
    },
    expected: ['A.csproj:2 client-library'],
  },
  {
    name: 'a Go module and its import',
    files: {
      'go.mod': 'module example.com/sync\n\nrequire github.com/omniboost/go-visma.net v0.0.0-20230101\n',
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\t"github.com/omniboost/go-visma.net"\n)\n\nfunc main() { fmt.Println(vismanet.New()) }\n',
    },
    expected: ['go.mod:3 client-library warning', 'main.go:5 client-library warning'],
  },
  {
    name: 'a Go module of another product, and a project of one’s own',
    files: {
      'go.mod':
        'module github.com/us/visma.net-sync\n\nrequire (\n\tgithub.com/omniboost/go-visma-netvisor v0.1.0\n\tgithub.com/omniboost/go-visma.net-hrm-payroll v0.1.0\n)\n',
    },
    expected: [],
  },
  {
    name: 'a Java client in Maven, and not the project’s own name',
    files: {
      'pom.xml':
        '<project>\n<artifactId>visma-net-proxy</artifactId>\n<version>1.0</version>\n<dependencies>\n<dependency>\n<groupId>no.systema</groupId>\n<artifactId>visma-net-v1client</artifactId>\n<version>1.2</version>\n</dependency>\n</dependencies>\n</project>\n',
      'src/Sync.java': 'package no.us;\nimport no.systema.visma.v1client.api.CustomerApi;\nclass Sync { }\n',
    },
    expected: ['pom.xml:7 client-library', 'src/Sync.java:2 client-library'],
  },
  {
    name: 'the Java client itself',
    files: {
      'pom.xml': '<project>\n<artifactId>visma-net-v1client</artifactId>\n<version>1.2</version>\n</project>\n',
      'src/Api.java': 'package no.systema.visma.v1client.api;\nimport no.systema.visma.v1client.ApiClient;\n',
    },
    expected: [],
  },
  {
    name: 'packages that are called after Visma.net, of five managers',
    files: {
      'a/package.json': '{\n  "name": "visma-net-sync",\n  "dependencies": {\n    "node-visma-net": "^1.2.0"\n  }\n}\n',
      'b/composer.json': '{\n  "name": "us/visma-net",\n  "require": {\n    "them/visma-net-php": "^2.0"\n  }\n}\n',
      'c/requirements.txt': '# of the sync\nrequests==2.1\nvisma-net-client==0.3\n',
      'd/Gemfile': "source 'https://rubygems.org'\ngem 'visma_net', '~> 0.2'\n",
      'e/build.gradle': "dependencies {\n  implementation 'no.them:visma-net-client:1.4'\n}\n",
    },
    expected: [
      'a/package.json:4 client-library warning',
      'b/composer.json:4 client-library warning',
      'c/requirements.txt:3 client-library warning',
      'd/Gemfile:2 client-library warning',
      'e/build.gradle:2 client-library warning',
    ],
  },
  {
    name: 'packages of other products',
    files: {
      'package.json':
        '{\n  "dependencies": {\n    "visma-eaccounting": "^1.2.0",\n    "@visma/nordic-canvas": "1.0.0"\n  },\n  "scripts": { "sync": "node visma-net.js 2" }\n}\n',
      'requirements.txt': 'visma-administration==1.2\n',
      Gemfile: "gem 'spiris', '1.0'\n",
    },
    expected: [],
  },
  {
    name: 'a PHP client that was generated',
    files: { 'Sync.php': '<?php\nuse Acme\\VismaNetApi\\Api\\CustomerApi;\n$api = new CustomerApi();\n' },
    expected: ['Sync.php:2 client-library'],
  },
  {
    name: 'code that names Visma.net and shows no call',
    files: {
      'package.json': '{ "dependencies": { "@them/erp": "1.0.0" } }\n',
      'sync.ts':
        "import { open } from '@them/erp';\nimport { rows } from './vismaNetRows';\nexport const all = open(rows);\n",
    },
    expected: ['sync.ts:2 hidden-calls'],
  },
  {
    name: 'Python code that calls by an object of that name',
    files: { 'sync.py': 'from them import erp\nrows = vismanet.customers(page=1)\n' },
    expected: ['sync.py:2 hidden-calls'],
  },
  {
    name: 'migrated code, which shows its calls',
    files: {
      'sync.ts':
        "import { rows } from './vismaNetRows';\nconst all = await fetch('https://api.finance.visma.net/v1/customer?pageNumber=1&pageSize=100');\n",
    },
    expected: [],
  },
  {
    name: 'words of Visma.net in a page and in a table',
    files: {
      'page.html': '<p>Works with Visma.net</p>\n',
      'import.sql': "insert into Systems values ('Visma.net');\n",
      'note.ts': "// Visma.net is called elsewhere\nexport const name = 'Visma.net';\n",
    },
    expected: [],
  },
  {
    name: 'code that names Visma.net and shows sign-in alone: a library makes the calls',
    files: {
      'package.json': '{ "dependencies": { "@them/erp": "1.0.0" } }\n',
      'login.ts':
        "import { VismaNetClient } from '@them/erp';\nexport const url = 'https://integration.visma.net/API/resources/oauth/authorize?scope=financialstasks&state=' + state;\nexport const all = new VismaNetClient(token).customers();\n",
    },
    expected: ['login.ts:1 hidden-calls', 'login.ts:2 vni-authorize-address', 'login.ts:2 vni-scope'],
  },
  {
    name: 'the same beside Visma Connect, in Python',
    files: {
      'a/app.py': 'from erplib import visma_net\nISSUER = "https://connect.visma.com"\nrows = visma_net.customers()\n',
    },
    expected: ['a/app.py:1 hidden-calls'],
  },
  {
    name: 'the same with an address in the configuration alone, in C#',
    files: {
      'Sync.cs': 'using Them.VismaNet;\nclass Sync { void Run() { new VismaNetClient(token).Customers(); } }\n',
      'appsettings.json': '{"VismaNet":{"BaseUrl":"https://integration.visma.net/API/controller/api/v1"}}\n',
    },
    expected: ['Sync.cs:1 hidden-calls', 'appsettings.json:1 old-api-host'],
  },
  {
    name: 'code that names Visma.net and has its calls beside it, in Ruby, PHP and Go',
    files: {
      'a/sync.rb':
        "require_relative 'visma_net_rows'\nconn = Faraday.new('https://api.finance.visma.net')\nconn.get('/v1/customer')\n",
      'b/sync.php': "<?php\nuse App\\VismaNet\\Rows;\n$c = curl_init('https://api.finance.visma.net/v1/customer');\n",
    },
    expected: [],
  },
  {
    name: 'a client of one’s own, with an address that paths are added to',
    files: {
      'sync.ts': "import { get } from './vismaNetClient';\nexport const all = (entity: string) => get(entity);\n",
      'vismaNetClient.ts':
        "const BASE = 'https://api.finance.visma.net/v1';\nexport const get = (path: string) => fetch(BASE + path);\n",
    },
    expected: [],
  },
];
