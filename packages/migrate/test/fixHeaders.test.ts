import { describe, expect, test } from '@jest/globals';
import { fixed } from './project.ts';

/** What --fix makes of a line of a file that is about Visma. */
async function after(name: string, line: string): Promise<string> {
  const head = name.endsWith('.php') ? '<?php $visma = 1;\n' : 'visma = 1\n';
  const text = (await fixed({ [name]: `${head}${line}\n` }))[name] ?? '';
  return text.slice(head.length).replace(/\n$/, '');
}

describe('an entry that is the last before a bracket ends before it', () => {
  test.each([
    ['a.php', `$http->get($u, ["headers" => ["Accept" => "x", "ipp-company-id" => $c]]);`, `["Accept" => "x"]]);`],
    ['a.php', `$http->get($u, ["headers" => ["Accept" => "x", "ipp-company-id" => $cs[0]]]);`, `["Accept" => "x"]]);`],
    ['a.php', `f(['Accept' => 'x', 'ipp-company-id' => $this->cs['a']->id]);`, `f(['Accept' => 'x']);`],
    ['a.php', `f(array('Accept' => 'x', 'ipp-company-id' => 'a' . $cs[0]));`, `f(array('Accept' => 'x'));`],
    ['a.php', `f([['Accept' => 'x', 'ipp-company-id' => id($c)]]);`, `f([['Accept' => 'x']]);`],
    ['a.php', `f(['ipp-company-id' => $cs[0], 'Accept' => 'x']);`, `f(['Accept' => 'x']);`],
    ['a.js', `get(u, [{ Accept: 'x', 'ipp-company-id': cs[0] }]);`, `get(u, [{ Accept: 'x' }]);`],
    ['a.js', `get(u, {headers: {Accept: 'x', 'ipp-company-id': c}});`, `get(u, {headers: {Accept: 'x'}});`],
    ['a.py', `x = [{"Accept": "x", "ipp-company-id": cs[0]}]`, `x = [{"Accept": "x"}]`],
    ['a.py', `x = f({"Accept": "x", "ipp-company-id": str(c)})`, `x = f({"Accept": "x"})`],
    ['a.rb', `x = [{ "Accept" => "x", "ipp-company-id" => cs[0] }]`, `x = [{ "Accept" => "x" }]`],
    ['a.rb', `h.merge("Accept" => "x", "ipp-company-id" => c)`, `h.merge("Accept" => "x")`],
  ])('%s: %s', async (name, line, end) => {
    const now = await after(name, line);
    expect(now.endsWith(end)).toBe(true);
    expect(line.startsWith(now.slice(0, -end.length))).toBe(true);
  });
});

describe('what is not plainly an entry is left', () => {
  test.each([
    ['a.php', `f(['Accept' => 'x', 'ipp-company-id' => $c ?? $d['x']]);`],
    ['a.php', `f(['Accept' => 'x', 'ipp-company-id' => $cs[f($a, $b)]]);`],
    ['a.php', `f(['ipp-company-id' => $c]);`],
    ['a.js', `f(on ? 'ipp-company-id' : other, 'x');`],
    ['a.sh', `curl -H "ipp-company-id: $(jq -r ".id" visma.json)" "$URL"`],
    ['a.sh', `curl -H "ipp-company-id: \${ID:-"1"}" "$URL"`],
  ])('%s: %s', async (name, line) => {
    expect(await after(name, line)).toBe(line);
  });
});

describe('a call that sets a header goes whole', () => {
  test.each([
    ['a.cs', `q.AddHeader("Accept", "x"); q.AddHeader("ipp-company-id", c);`, `q.AddHeader("Accept", "x");`],
    ['a.cs', `q.AddHeader("ipp-company-id", c); q.AddHeader("Accept", "x");`, `q.AddHeader("Accept", "x");`],
    ['a.js', `if (c) { q.setHeader('ipp-company-id', c); }`, `if (c) { }`],
    ['a.js', `send(q.header('ipp-company-id', cs[0]));`, `send(q);`],
    ['a.js', `q.header('ipp-company-id', c).header('Accept', 'x');`, `q.header('Accept', 'x');`],
    ['a.js', `q.header('Accept', 'x').header('ipp-company-id', c);`, `q.header('Accept', 'x');`],
    ['a.java', `var r = b.header("ipp-company-id", c);`, `var r = b;`],
    ['a.php', `return $r->withHeader('ipp-company-id', $c);`, `return $r;`],
  ])('%s: %s', async (name, line, expected) => {
    expect(await after(name, line)).toBe(expected);
  });

  test.each([
    ['a.cs', `if (c != null) q.AddHeader("ipp-company-id", c);`],
    ['a.cs', `if (c != null)\n    q.AddHeader("ipp-company-id", c);`],
    ['a.cs', `if (c != null)\n    q.AddHeader("ipp-company-id", c); q.AddHeader("Accept", "x");`],
    ['a.cs', `run(x => x.AddHeader("ipp-company-id", c));`],
    ['a.cs', `if (q.AddHeader("ipp-company-id", c)) { log(); }`],
    ['a.js', `c && q.setHeader('ipp-company-id', c);`],
    ['a.js', `for (i = 0; q.setHeader('ipp-company-id', c); i += 1) { log(); }`],
    ['a.py', `if c: q.add_header("A", "x"); q.header("ipp-company-id", c)`],
    ['a.js', `q\n  .setHeader('ipp-company-id', c);`],
  ])('or stays: %s: %s', async (name, line) => {
    expect(await after(name, line)).toBe(line);
  });
});
