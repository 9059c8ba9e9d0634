// A generated project for the migration scan: code of many languages, some of it VNI's, and what a scan leaves out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const endings = ['ts', 'js', 'cs', 'java', 'py', 'php', 'sh', 'json', 'yml', 'html', 'css', 'go'];

/** One file in a hundred has VNI code, one more a word of Visma's and nothing to find. */
const contents = endings.flatMap((ending) =>
  Array.from({ length: 100 }, (_, at) => ({ ending, text: codeOf(ending, at), isVni: at === 0 })),
);

/**
 * Writes `count` files to look into, and a fifth as many to leave out, into `folder`.
 * Returns how many were written, their bytes, and how many have VNI code.
 */
export function generateProject(folder, count) {
  let bytes = 0;
  let withVni = 0;
  let folders = 0;
  let at = 0;
  writeFileSync(join(folder, '.gitignore'), 'generated/\n*.tmp\n!keep.tmp\n');
  for (let made = 0; made < count;) {
    const path = join(folder, `area${folders % 17}`, `team${folders % 5}`, 'src', `module${folders}`);
    folders += 1;
    mkdirSync(path, { recursive: true });
    if (folders % 10 === 0) writeFileSync(join(path, '.gitignore'), '*.local\n!important.local\n');
    for (let n = 0; n < 25 && made < count; n += 1, made += 1, at += 7) {
      const { ending, text, isVni } = contents[at % contents.length];
      writeFileSync(join(path, `file${n}.${ending}`), text);
      bytes += text.length;
      if (isVni) withVni += 1;
    }
    for (const [left, file] of [
      ['node_modules/dep', 'index.js'],
      ['generated', 'client.ts'],
      ['images', 'logo.png'],
    ]) {
      mkdirSync(join(path, left), { recursive: true });
      for (let n = 0; n < 2; n += 1) writeFileSync(join(path, left, `${n}-${file}`), contents[0].text);
    }
  }
  return { files: count, bytes, withVni };
}

function codeOf(ending, at) {
  const lines = 20 + ((at * 37) % 90);
  const body = Array.from({ length: lines }, (_, line) => lineOf(ending, at, line));
  if (at === 0) body.splice(5, 0, ...vniLines(ending));
  if (at === 1) body.splice(5, 0, comment(ending, 'Reads from Visma with the tokens of Visma Connect.'));
  return `${body.join('\n')}\n`;
}

function lineOf(ending, at, line) {
  switch (ending) {
    case 'py':
      return line % 9 === 0
        ? `def step_${at}_${line}(row, token=None):`
        : `    total = compute(row["amount"], ${line}) + ${at}  # sum up`;
    case 'json':
      return `  "key${line}": { "name": "Item ${at}-${line}", "price": ${line * 3}.50, "url": "https://shop.example/${line}" },`;
    case 'yml':
      return `setting_${line}: value-${at} # of the environment`;
    case 'html':
      return `    <div class="row-${line}"><a href="/items/${at}?page=${line}">Item ${line}</a></div>`;
    case 'css':
      return `.block-${at}-${line} { margin: ${line}px; color: #${(at * line) % 999}; } /* as designed */`;
    case 'sh':
      return `curl -s "https://api.example/v1/items/${line}" | jq -r '.rows[${at}].name' >> out.txt`;
    default:
      return line % 7 === 0
        ? `// Step ${line} of the run.`
        : `  const value${line} = await this.client.get('/items/${at}', { page: ${line}, state: 'open' });`;
  }
}

function comment(ending, text) {
  if (['py', 'yml', 'sh'].includes(ending)) return `# ${text}`;
  if (ending === 'json') return `  "note": "${text}",`;
  return ending === 'html' ? `<!-- ${text} -->` : ending === 'css' ? `/* ${text} */` : `// ${text}`;
}

function vniLines(ending) {
  return [
    comment(ending, 'VNI'),
    `  "url": "https://integration.visma.net/API/controller/api/v1/inventory?numberToRead=100",`,
    `  headers = { "ipp-company-id": "12", "ipp-application-type": "Visma.net Financials" },`,
    `  scope = "financialstasks", token = "https://integration.visma.net/API/security/api/v2/token"`,
  ];
}
