import type { Case } from './case.ts';

const lock = (name: string, version: string): string =>
  `${JSON.stringify({ version: 1, dependencies: { 'net8.0': { [name]: { type: 'Direct', resolved: version } } } }, null, 2)}\n`;
const npmLock = (name: string): string =>
  `${JSON.stringify({ lockfileVersion: 3, packages: { [`node_modules/${name}`]: { version: '1.4.0' } } }, null, 2)}\n`;
const csproj = (name: string, version: string): string =>
  `<Project Sdk="Microsoft.NET.Sdk">\n  <ItemGroup>\n    <PackageReference Include="${name}" Version="${version}" />\n  </ItemGroup>\n</Project>\n`;
const pom = (group: string, name: string): string =>
  `<project>\n  <artifactId>sync</artifactId>\n  <dependencies>\n    <dependency>\n      <groupId>${group}</groupId>\n      <artifactId>${name}</artifactId>\n      <version>1.2</version>\n    </dependency>\n  </dependencies>\n</project>\n`;

/** A dependency makes the calls: by each package manager once by its name, and once where only the code names Visma.net. */
export const managers: readonly Case[] = [
  {
    name: 'NuGet',
    files: {
      'Sync.csproj': csproj('Visma.net', '3.7.4'),
      'packages.lock.json': lock('Visma.net', '3.7.4'),
      'Sync.cs': 'namespace Us;\nclass Sync { Task Run() => Erp.Customers.All(); }\n',
    },
    expected: ['Sync.csproj:3 client-library'],
  },
  {
    name: 'NuGet, by a package that is not known',
    files: {
      'Sync.csproj': csproj('Them.Erp', '1.0.0'),
      'packages.lock.json': lock('Them.Erp', '1.0.0'),
      'Sync.cs': 'using Them.Erp;\nclass Sync { object Api = new VismaNetGateway(company); }\n',
    },
    expected: ['Sync.cs:2 hidden-calls'],
  },
  {
    name: 'npm',
    files: {
      'package.json': '{\n  "dependencies": {\n    "visma-net-api": "^1.4.0"\n  }\n}\n',
      'package-lock.json': npmLock('visma-net-api'),
      'sync.js': "const erp = require('./erp');\nerp.customers();\n",
    },
    expected: ['package.json:3 client-library warning'],
  },
  {
    name: 'npm, by a package that is not known',
    files: {
      'package.json': '{\n  "dependencies": {\n    "@them/erp": "^1.4.0"\n  }\n}\n',
      'package-lock.json': npmLock('@them/erp'),
      'sync.js': "const { vismaNet } = require('@them/erp');\nvismaNet.customers({ page: 1 });\n",
    },
    expected: ['sync.js:2 hidden-calls'],
  },
  {
    name: 'Composer',
    files: {
      'composer.json': '{\n  "require": {\n    "acme/visma-net-api": "^2.0"\n  }\n}\n',
      'composer.lock':
        '{\n  "packages": [\n    {\n      "name": "acme/visma-net-api",\n      "version": "2.0.1"\n    }\n  ]\n}\n',
      'Sync.php': '<?php\n$all = $erp->customers();\n',
    },
    expected: ['composer.json:3 client-library'],
  },
  {
    name: 'Composer, by a package that is not known',
    files: {
      'composer.json': '{\n  "require": {\n    "them/erp": "^2.0"\n  }\n}\n',
      'Sync.php': '<?php\nuse Them\\Erp\\VismaNet;\n$all = VismaNet::customers();\n',
    },
    expected: ['Sync.php:2 hidden-calls'],
  },
  {
    name: 'Maven',
    files: {
      'pom.xml': pom('no.systema', 'visma-net-v1client'),
      'src/Sync.java': 'class Sync { Object all() { return erp.customers(); } }\n',
    },
    expected: ['pom.xml:6 client-library'],
  },
  {
    name: 'Maven, by a package that is not known',
    files: {
      'pom.xml': pom('no.them', 'erp'),
      'src/Sync.java': 'import no.them.erp.VismaNetClient;\nclass Sync { Object api = new VismaNetClient(token); }\n',
    },
    expected: ['src/Sync.java:1 hidden-calls'],
  },
  {
    name: 'Gradle',
    files: {
      'build.gradle.kts': 'dependencies {\n    implementation("no.them:visma-net-client:1.4")\n}\n',
      'gradle.lockfile': 'no.them:visma-net-client:1.4=runtimeClasspath\n',
      'src/Sync.kt': 'fun all() = erp.customers()\n',
    },
    expected: ['build.gradle.kts:2 client-library warning'],
  },
  {
    name: 'Gradle, by a package that is not known',
    files: {
      'build.gradle.kts': 'dependencies {\n    implementation("no.them:erp:1.4")\n}\n',
      'src/Sync.kt': 'import no.them.erp.VismaNet\nfun all() = VismaNet.customers()\n',
    },
    expected: ['src/Sync.kt:1 hidden-calls'],
  },
  {
    name: 'Go modules',
    files: {
      'go.mod': 'module example.com/sync\n\nrequire github.com/omniboost/go-visma.net v0.0.0-20230101\n',
      'go.sum': 'github.com/omniboost/go-visma.net v0.0.0-20230101 h1:abc=\n',
      'main.go': 'package main\n\nfunc main() { run() }\n',
    },
    expected: ['go.mod:3 client-library warning'],
  },
  {
    name: 'Go modules, by a package that is not known',
    files: {
      'go.mod': 'module example.com/sync\n\nrequire github.com/them/erp v1.0.0\n',
      'main.go': 'package main\n\nimport "github.com/them/erp"\n\nvar all = vismanet.Customers(erp.New())\n',
    },
    expected: ['main.go:5 hidden-calls'],
  },
  {
    name: 'PyPI, by a list and by a project file',
    files: {
      'a/requirements.txt': 'requests==2.32.0\nvisma-net==0.3\n',
      'a/sync.py': 'rows = erp.customers()\n',
      'b/pyproject.toml': '[project]\nname = "sync"\ndependencies = [\n  "visma-net-client>=0.3",\n]\n',
      'b/poetry.lock': '[[package]]\nname = "visma-net-client"\nversion = "0.3"\n',
    },
    expected: ['a/requirements.txt:2 client-library warning', 'b/pyproject.toml:4 client-library warning'],
  },
  {
    name: 'PyPI, by a package that is not known',
    files: {
      'requirements.txt': 'their-erp==0.3\n',
      'sync.py': 'from their_erp.vismanet import Client\nrows = Client().customers()\n',
    },
    expected: ['sync.py:1 hidden-calls'],
  },
  {
    name: 'RubyGems',
    files: {
      Gemfile: "source 'https://rubygems.org'\ngem 'visma_net', '~> 0.2'\n",
      'Gemfile.lock': 'GEM\n  specs:\n    visma_net (0.2.1)\n',
      'sync.rb': 'rows = erp.customers\n',
    },
    expected: ['Gemfile:2 client-library warning'],
  },
  {
    name: 'RubyGems, by a package that is not known',
    files: {
      Gemfile: "source 'https://rubygems.org'\ngem 'their_erp', '~> 0.2'\n",
      'sync.rb': "require 'their_erp/visma_net'\nrows = VismaNet.customers(page: 1)\n",
    },
    expected: ['sync.rb:1 hidden-calls'],
  },
  {
    name: 'a package by its lock file alone, of nine kinds',
    files: {
      'a/package-lock.json': npmLock('visma-net-api'),
      'b/Gemfile.lock': 'GEM\n  specs:\n    visma_net (0.2.1)\n',
      'c/gradle.lockfile': 'no.them:visma-net-client:1.4=runtimeClasspath\n',
      'd/go.sum': 'github.com/omniboost/go-visma.net v0.0.0-20230101 h1:abc=\n',
      'e/composer.lock':
        '{\n  "packages": [\n    {\n      "name": "them/visma-net-php",\n      "version": "2.0.1"\n    }\n  ]\n}\n',
      'f/poetry.lock': '[[package]]\nname = "visma-net-client"\nversion = "0.3"\n',
      'g/Pipfile.lock': '{\n  "default": {\n    "visma-net": {\n      "version": "==0.3"\n    }\n  }\n}\n',
      'h/packages.lock.json': lock('Them.VismaNet', '1.0.0'),
      'i/yarn.lock': 'visma-net-api@^1.4.0:\n  version "1.4.0"\n',
    },
    expected: [
      'a/package-lock.json:4 client-library warning',
      'b/Gemfile.lock:3 client-library warning',
      'c/gradle.lockfile:1 client-library warning',
      'd/go.sum:1 client-library warning',
      'e/composer.lock:4 client-library warning',
      'f/poetry.lock:2 client-library warning',
      'g/Pipfile.lock:3 client-library warning',
      'h/packages.lock.json:5 client-library warning',
      'i/yarn.lock:1 client-library warning',
    ],
  },
  {
    name: 'the project’s own name in lock files, and packages of other products there',
    files: {
      'a/package-lock.json':
        '{\n  "name": "visma-net-sync",\n  "packages": {\n    "": {\n      "name": "visma-net-sync"\n    },\n    "node_modules/visma-netvisor": {\n      "version": "1.0.0"\n    }\n  }\n}\n',
      'b/composer.lock':
        '{\n  "packages": [\n    {\n      "name": "them/visma-net-payroll",\n      "version": "1.0"\n    }\n  ]\n}\n',
      'c/poetry.lock': '[[package]]\nname = "visma-network"\nversion = "0.3"\n',
    },
    expected: [],
  },
  {
    name: 'nothing of Visma.net, of each manager',
    files: {
      'nuget/Shop.csproj': csproj('Newtonsoft.Json', '13.0.1'),
      'nuget/packages.lock.json': lock('Newtonsoft.Json', '13.0.1'),
      'npm/package.json': '{\n  "name": "visma-net-notes",\n  "dependencies": {\n    "express": "5.1.0"\n  }\n}\n',
      'npm/package-lock.json': npmLock('express'),
      'composer/composer.json':
        '{\n  "require": {\n    "visma/accountview": "^2.0",\n    "guzzlehttp/guzzle": "^7.0"\n  }\n}\n',
      'maven/pom.xml': pom('com.visma', 'autoinvoice-client'),
      'gradle/build.gradle': "dependencies {\n  implementation 'com.visma.netvisor:client:1.4'\n}\n",
      'go/go.mod': 'module example.com/shop\n\nrequire github.com/omniboost/go-visma-netvisor v0.1.0\n',
      'python/requirements.txt': 'visma-administration==1.2\nrequests==2.32.0\n',
      'python/pyproject.toml': '[project]\nname = "visma-net-notes"\ndependencies = ["requests>=2"]\n',
      'ruby/Gemfile': "gem 'visma-eaccounting', '1.0'\ngem 'rails'\n",
      'ruby/shop.rb': "require 'visma_eaccounting'\nrows = Visma.customers\n",
    },
    expected: [],
  },
  {
    name: 'a known client in the other spellings of Gradle, Maven, sbt and Composer',
    files: {
      'a/build.gradle':
        "dependencies {\n  implementation group: 'no.systema.visma.v1', name: 'visma-net-v1client', version: '1.0.0'\n}\n",
      'b/gradle/libs.versions.toml':
        '[libraries]\nvisma = { module = "no.systema.visma.v1:visma-net-v1client", version.ref = "visma" }\n',
      'c/build.sbt': 'libraryDependencies += "no.systema.visma.v1" % "visma-net-v1client" % "1.0.0"\n',
      'd/composer.json':
        '{\n "require": {\n  "pionect/visma-sdk": "dev-main",\n  "acme/visma-net-api": "dev-master"\n }\n}\n',
      'd/Sync.php': '<?php\nuse Pionect\\VismaSdk\\VismaConnector;\n$visma = new VismaConnector();\n',
    },
    expected: [
      'a/build.gradle:2 client-library',
      'b/gradle/libs.versions.toml:2 client-library',
      'c/build.sbt:1 client-library',
      'd/Sync.php:2 client-library warning',
      'd/composer.json:3 client-library warning',
      'd/composer.json:4 client-library',
    ],
  },
  {
    name: 'packages called after Visma.net, without a version in figures',
    files: {
      'a/pom.xml':
        '<project>\n<dependencies>\n<dependency>\n<groupId>no.them.vismanet</groupId>\n<artifactId>client</artifactId>\n<version>${visma}</version>\n</dependency>\n<dependency>\n<groupId>no.them.vismanet</groupId>\n<artifactId>visma-net-api</artifactId>\n</dependency>\n</dependencies>\n</project>\n',
      'b/build.gradle':
        'dependencies {\n  implementation "no.them:vismanet-sdk:$vismaVersion"\n  implementation group: "no.them", name: "visma-net-client", version: "$v"\n}\n',
      'c/Gemfile': "gem 'visma-net'\ngem 'vismanet', git: 'https://github.com/them/vismanet.git'\n",
      'c/us.gemspec': "s.add_runtime_dependency('visma-net-ruby')\n",
      'd/pyproject.toml':
        '[project]\nname = "visma-net-sync"\ndependencies = [\n  "vismanet",\n]\n[tool.poetry.dependencies]\nvismanet-sdk = {git = "https://github.com/them/x"}\n',
      'e/requirements.txt': 'vismanet\nvisma-net[async]\n',
      'f/package.json':
        '{\n "dependencies": {\n  "@them/visma.net": "github:them/visma.net",\n  "vismanet": "latest"\n }\n}\n',
      'g/us.csproj':
        '<Project><ItemGroup>\n<PackageReference Include="Them.VismaNet.Client" />\n</ItemGroup></Project>\n',
      'h/Cargo.toml': '[dependencies]\nvismanet = { git = "https://x.example" }\n',
      'i/Package.swift': 'dependencies: [ .package(url: "https://github.com/them/VismaNet.git", branch: "main") ]\n',
      'j/environment.yml': 'dependencies:\n  - python=3.11\n  - pip:\n    - vismanet\n',
      'k/pubspec.yaml': 'name: us\ndependencies:\n  visma_net:\n    git: https://x.example\n',
    },
    expected: [
      'a/pom.xml:4 client-library warning',
      'a/pom.xml:10 client-library warning',
      'b/build.gradle:2 client-library warning',
      'b/build.gradle:3 client-library warning',
      'c/Gemfile:1 client-library warning',
      'c/Gemfile:2 client-library warning',
      'c/us.gemspec:1 client-library warning',
      'd/pyproject.toml:4 client-library warning',
      'd/pyproject.toml:7 client-library warning',
      'e/requirements.txt:1 client-library warning',
      'e/requirements.txt:2 client-library warning',
      'f/package.json:3 client-library warning',
      'f/package.json:4 client-library warning',
      'g/us.csproj:2 client-library warning',
      'h/Cargo.toml:2 client-library warning',
      'i/Package.swift:1 client-library warning',
      'j/environment.yml:4 client-library warning',
      'k/pubspec.yaml:3 client-library warning',
    ],
  },
  {
    name: 'names after Visma.net in manifests that ask for no package',
    files: {
      'a/package.json':
        '{\n "name": "@us/visma-net-sync",\n "workspaces": ["packages/visma-net"],\n "scripts": { "visma-net": "node visma-net.js", "visma-net-test": "jest visma-net" },\n "dependencies": { "@us/visma-net-core": "workspace:*" },\n "jest": { "moduleNameMapper": { "^visma-net$": "<rootDir>/src" } }\n}\n',
      'b/pyproject.toml':
        '[project]\nname = "visma-net"\n[project.scripts]\nvisma-net = "visma_net:main"\n[tool.setuptools]\npackages = ["visma_net"]\n[tool.isort]\nknown_first_party = ["visma_net"]\n',
      'c/setup.py': "setup(name='visma-net-sync', packages=['visma_net'], entry_points={'x': 'visma_net:main'})\n",
      'd/build.gradle':
        "group = 'no.us.vismanet'\nmainClass = 'no.us.vismanet.Main'\ndependencies {\n  implementation project(':visma-net-core')\n}\n",
      'e/us.csproj':
        '<Project><ItemGroup>\n<Compile Include="VismaNetClient.cs" />\n<Folder Include="VismaNet\\" />\n<ProjectReference Include="..\\VismaNet.Core\\VismaNet.Core.csproj" />\n</ItemGroup></Project>\n',
      'f/Gemfile': "gem 'visma_net', path: '../visma_net'\n",
      'g/composer.json': '{\n "autoload": { "psr-4": { "Us\\\\VismaNet\\\\": "src/VismaNet/" } }\n}\n',
      'h/Cargo.toml':
        '[package]\nname = "visma-net"\n[[bin]]\nname = "vismanet"\n[dependencies]\nvismanet-core = { path = "../core" }\n',
      'i/mix.exs': 'def project do\n  [app: :visma_net, version: "0.1.0"]\nend\n',
      'j/pubspec.yaml': 'name: visma_net\ndependencies:\n  http: ^1.0.0\n',
    },
    expected: [],
  },
  {
    name: 'packages of one project that ask for each other by version',
    files: {
      'packages/core/package.json': '{\n "name": "@us/visma-net-core",\n "version": "1.2.0"\n}\n',
      'packages/sync/package.json': '{\n "dependencies": {\n  "@us/visma-net-core": "1.2.0"\n }\n}\n',
    },
    expected: [],
  },
];
