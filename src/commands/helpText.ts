import { RESOURCE_SLUGS } from 'visma-net-client/resources';

/** Where lines of the list of names are broken. */
const COLUMNS = 100;

export const HELP = `Read and write companies' data as the service application (client credentials).

Usage
  npm run service -- <command> [options]

Commands
  token                    whose token it is, for which company, with which scopes, until when
  tenants                  the companies of the mapping file, and whether each has granted access
  <list> list              a page of a list
  <list> get <number>      one of them with everything; sales-orders get <type> <number>
  <list> export            the whole list, page by page
  sales-orders create      a new order, from --file
  sales-orders update | delete <type> <number>
                           changes it as --file says; deletes it
  sales-orders add-lines | update-lines | delete-lines <type> <number>
                           lines from --file; deletes those of --lines
  sync [<list> …]          what has changed since the last time, one file per company and list
  watch [<list> …]         sync again and again, --every so often

Lists
${listNames()}

Companies
  --tenant <id or name>    a company; may be repeated (VISMA_TENANT_ID)
  --all-tenants            all of the mapping file
  --tenants <file>         the mapping file (tenants.json): {"<name>": "<tenant id>", …}
  --concurrency <n>        so many companies at a time (4)

What and how
  --changed-since <time>   only what changed at this time or later: 2026-01-31 or 2026-01-31T13:45:00Z
  --format <format>        table, json, ndjson or csv (as --out ends; else list: table, export: ndjson)
  --out <file>             write there; the file appears when it is whole. sync: the folder (data/sync)
  --page, --page-size <n>  which page, and how many rows in one
  --with <sections>        what the list brings besides, with commas between: stock,attributes
  --every <time>           watch: 30s, 10m, 2h
  --scope <scopes>         token: ask for these
  --file <file>            JSON to write, in the fields of the Sales Order API
  --lines <ids>            delete-lines: their ids, with commas between
  --if-match <version>     change only this version of the order, else the one that is there now
  --show                   token: the token itself too

Connection
  --client-auth <how>      send the secret as basic or post (basic)
  --max-wait <time>        the longest pause that the rate limit may ask for (65m)
  -q, --quiet              no progress
  -h, --help               this text

Examples
  npm run service -- token
  npm run service -- inventory list --tenant 11111111-1111-4111-8111-111111111101
  npm run service -- invoices export --all-tenants --changed-since 2026-01-01 --out invoices.csv
  npm run service -- sync inventory customers --all-tenants --out /var/lib/erp

Exit codes
  0  done                            4  Visma Connect gave no token
  1  another sync runs here          5  the ERP did not give the data
  2  wrong usage, or a file's fault  6  some companies went well, others did not
  3  the configuration is wrong      130  stopped

Without configuration it works on the sandbox (npm run sandbox). More: docs/service.md
`;

/** The names, as many on a line as have room. */
function listNames(): string {
  const lines: string[] = [];
  for (const slug of RESOURCE_SLUGS) {
    const last = lines.at(-1);
    if (last === undefined || last.length + slug.length + 2 > COLUMNS) lines.push(`  ${slug}`);
    else lines[lines.length - 1] = `${last}, ${slug}`;
  }
  return lines.join('\n');
}
