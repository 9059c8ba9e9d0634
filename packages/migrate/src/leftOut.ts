/** Folders that hold other people's code, or code that a tool made; their names alone say so. */
const VENDORED_FOLDERS = new Set(
  (
    '.git .hg .svn .bzr node_modules bower_components jspm_packages third_party third-party site-packages ' +
    '__pycache__ .venv venv .tox .nox .eggs .mypy_cache .pytest_cache .ruff_cache .ipynb_checkpoints htmlcov ' +
    '.gradle .mvn .bundle .cargo .dart_tool .stack-work elm-stuff Pods Carthage DerivedData ' +
    '.idea .vs .vscode-test .history .cache .next .nuxt .output .svelte-kit .angular .parcel-cache .turbo .expo ' +
    '.yarn .pnpm-store .terraform .serverless .aws-sam cdk.out .vercel .netlify dist coverage .nyc_output storybook-static'
  ).split(' '),
);

interface Built {
  /** A file or folder beside it, which says that a tool fills the folder. */
  readonly beside: RegExp;
  /** A file beside it, which says that people fill the folder. */
  readonly unless?: RegExp;
}

/** Folders that a package manager or a build fills when a certain file stands beside them. */
const BUILT_FOLDERS: Readonly<Record<string, Built>> = {
  // A vendor is a supplier too, above all in code for an ERP system.
  vendor: { beside: /^(?:composer\.json|go\.mod|Gemfile|Cargo\.toml|glide\.yaml|modules\.txt)$/ },
  packages: { beside: /\.sln$|^packages\.config$/i, unless: /^(?:package\.json|pnpm-workspace\.yaml|lerna\.json)$/ },
  bin: { beside: /\.(?:cs|vb|fs)proj$|^obj$/i },
  obj: { beside: /\.(?:cs|vb|fs)proj$/i },
  target: { beside: /^(?:pom\.xml|Cargo\.toml|build\.sbt)$/ },
  build: { beside: /^(?:build\.gradle(?:\.kts)?|package\.json|setup\.py|pyproject\.toml|CMakeLists\.txt)$/ },
  out: { beside: /^(?:package\.json|build\.gradle(?:\.kts)?|.*\.iml)$/ },
  lib: { beside: /^libman\.json$/ },
  deps: { beside: /^mix\.exs$/ },
  _build: { beside: /^mix\.exs$/ },
};

/** Folders of served files, in which `vendor` and `lib` hold other people's scripts. */
const SERVED_FOLDERS = /^(?:static|assets|public|wwwroot|js|css|scripts|web|www)$/i;

const BINARY_ENDINGS = new Set(
  (
    'png jpg jpeg gif webp avif bmp ico tif tiff psd heic svgz mp3 mp4 m4a avi mov mkv webm ogg wav flac ' +
    'woff woff2 ttf otf eot zip gz tgz bz2 xz zst 7z rar tar jar war ear nupkg whl egg exe dll so dylib a o obj lib pdb ' +
    'class pyc pyo wasm node bin db sqlite sqlite3 mdf ldf pdf doc docx xls xlsx ppt pptx odt ods p12 pfx jks keystore der ' +
    'iso dmg msi deb rpm apk ipa parquet avro onnx pack'
  ).split(' '),
);

const GENERATED_FILES =
  /\.min\.(?:js|mjs|cjs|css)$|[.-]bundle\.js$|\.(?:map|log|snap|lock|lcov|tsbuildinfo|sarif)$|^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|composer\.lock|poetry\.lock|Pipfile\.lock|packages\.lock\.json|gradle\.lockfile|go\.sum|\.DS_Store)$/i;

const DOCUMENTS =
  /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|tex|org|csv|tsv)$|^(?:LICEN[CS]E|COPYING|NOTICE|CHANGELOG|AUTHORS)(?:-[\w.-]+)?$/i;

/** Why a file is not looked into. */
export type LeftOut = 'binary' | 'generated' | 'document' | 'minified';

/** Whether a folder holds vendored or built code. `siblings` are the names beside it, `parent` is the folder's around. */
export function isVendoredFolder(name: string, siblings: readonly string[], parent: string): boolean {
  if (VENDORED_FOLDERS.has(name)) return true;
  if ((name === 'vendor' || name === 'lib') && SERVED_FOLDERS.test(parent)) return true;
  const built = Object.hasOwn(BUILT_FOLDERS, name) ? BUILT_FOLDERS[name] : undefined;
  if (built === undefined || !siblings.some((sibling) => built.beside.test(sibling))) return false;
  return !siblings.some((sibling) => built.unless?.test(sibling) === true);
}

/** Whether the names in a folder say that it is a Python environment, whatever it is called. */
export function isPythonEnvironment(names: readonly string[]): boolean {
  return names.includes('pyvenv.cfg');
}

/** Whether a file is left out for its name. */
export function leftOutByName(name: string): LeftOut | undefined {
  const dot = name.lastIndexOf('.');
  if (dot !== -1 && BINARY_ENDINGS.has(name.slice(dot + 1).toLowerCase())) return 'binary';
  if (GENERATED_FILES.test(name)) return 'generated';
  return DOCUMENTS.test(name) ? 'document' : undefined;
}

/** Whether a script or style sheet is one that a tool has pressed together, judged by its beginning. */
export function isMinified(name: string, text: { start(): string }): boolean {
  if (!/\.(?:js|mjs|cjs|css)$/i.test(name)) return false;
  const start = text.start();
  if (start.length < 2_000) return false;
  return start.length / start.split('\n').length > 500 && start.split(' ').length / start.length < 0.1;
}

/** Whether a file is a report of this command, judged by its beginning: it holds the very words that are looked for. */
export function isOwnReport(name: string, text: { start(): string }): boolean {
  return (
    /\.json$/i.test(name) &&
    /^\s*\{\s*"[^{]{0,400}"(?:tool|runs)"\s*:[\s[{]*[^}]{0,200}"visma-migrate"/.test(text.start())
  );
}
