/** Folders that hold other people's code, or code that a tool made; their names alone say so. */
const vendoredFolders = new Set(
  (
    '.git .hg .svn node_modules bower_components jspm_packages vendor third_party third-party site-packages ' +
    '__pycache__ .venv venv .tox .nox .mypy_cache .pytest_cache .ruff_cache .gradle .mvn .idea .vs .vscode-test ' +
    '.next .nuxt .output .svelte-kit .angular .parcel-cache .turbo .cache .yarn .pnpm-store .terraform .serverless ' +
    'dist coverage .nyc_output wwwroot/lib Pods'
  ).split(' '),
);

/** Folders that a build makes when a certain file stands beside them. */
const builtFolders: Readonly<Record<string, RegExp>> = {
  bin: /\.(?:cs|vb|fs)proj$|^obj$/i,
  obj: /\.(?:cs|vb|fs)proj$/i,
  target: /^(?:pom\.xml|Cargo\.toml|build\.sbt)$/,
  build: /^(?:build\.gradle(?:\.kts)?|package\.json|setup\.py|pyproject\.toml|CMakeLists\.txt)$/,
  out: /^(?:package\.json|build\.gradle(?:\.kts)?|.*\.iml)$/,
  lib: /^libman\.json$/,
};

const binaryEndings = new Set(
  (
    'png jpg jpeg gif webp avif bmp ico tif tiff psd heic svgz mp3 mp4 m4a avi mov mkv webm ogg wav flac ' +
    'woff woff2 ttf otf eot zip gz tgz bz2 xz zst 7z rar tar jar war ear nupkg whl egg exe dll so dylib a o obj lib pdb ' +
    'class pyc pyo wasm node bin dat db sqlite sqlite3 mdf ldf bak pdf doc docx xls xlsx ppt pptx odt ods p12 pfx jks keystore der ' +
    'iso dmg msi deb rpm apk ipa parquet avro onnx pack idx'
  ).split(' '),
);

const generatedFiles =
  /\.min\.(?:js|mjs|cjs|css)$|[.-]bundle\.js$|\.(?:map|log|snap|lock|lcov|tsbuildinfo)$|^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|composer\.lock|poetry\.lock|Pipfile\.lock|packages\.lock\.json|gradle\.lockfile|go\.sum|\.DS_Store)$/i;

const documents =
  /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|tex|org|csv|tsv)$|^(?:LICEN[CS]E|NOTICE|CHANGELOG|AUTHORS)(?:\..*)?$/i;

/** Why a file is not looked into. */
export type LeftOut = 'binary' | 'generated' | 'document' | 'minified';

/** Whether a folder holds vendored or built code; `siblings` are the names beside it. */
export function isVendoredFolder(name: string, siblings: readonly string[]): boolean {
  if (vendoredFolders.has(name)) return true;
  const beside = builtFolders[name.toLowerCase()];
  return beside !== undefined && siblings.some((sibling) => beside.test(sibling));
}

/** Whether a file is left out for its name. */
export function leftOutByName(name: string): LeftOut | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (binaryEndings.has(ending)) return 'binary';
  if (generatedFiles.test(name)) return 'generated';
  return documents.test(name) ? 'document' : undefined;
}

/** Whether a script or style sheet is one that a tool has pressed together, judged by its beginning. */
export function isMinified(name: string, text: { start(): string }): boolean {
  if (!/\.(?:js|mjs|cjs|css)$/i.test(name)) return false;
  const start = text.start();
  if (start.length < 2_000) return false;
  return start.length / start.split('\n').length > 500 && start.split(' ').length / start.length < 0.1;
}
