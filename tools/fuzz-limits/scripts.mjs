import { repeated } from './random.mjs'

/** A connector script as large as that, with one construct in it that is long, deep or manifold. */
export function grownScript(random, size) {
  const growth = random.pick(growths)
  const body = growth(random, Math.max(size - 60, 0))
  return { what: growth.name, text: `(function dsbuilder(attr) {\n${body}\nreturn [attr.server];\n})` }
}

const growths = [
  manyStatements,
  manyStatements,
  manyStatements,
  deepNesting,
  deepNesting,
  longLiteral,
  manyFunctions,
  largeArray,
  longChain,
  manyPatterns,
  manyNames,
  manyIgnoreComments,
  longComment,
  brokenEnd,
  carriedAround,
  endless,
  endless,
]

const statements = [
  (number) => `var a${number} = attr.server;`,
  () => 'var a = attr.server;',
  (number) => `unknown${number}();`,
  () => 'x();',
  (number) => `connectionHelper.unknown${number}(attr);`,
  (number) => `attr['v-${number}'] = attr.port;`,
  () => 'if (attr.server) return [];',
  () => 'return attr.nothing;',
  (number) => `a${number + 1} = a${number};`,
  () => 'a = a + a;',
  () => ';',
  () => '{}',
  (number) => `l${number}: for (;;) break l${number};`,
  () => 'try { x() } catch (e) { y }',
  (number) => `class C${number} { #p = 1; m() { return this.#p } }`,
  () => 'throw new Error(attr.password);',
  () => "logging.Log('x' + attr.password);",
  () => 'async () => { await 1; };',
  () => 'let [p, { q: [r] }] = attr;',
  (number) => `let { b${number} = attr.server, ...rest${number} } = attr;`,
  () => `\`\${attr.server}\${\`\${attr.port}\`}\`;`,
  () => 'Array.from(Object.entries(attr)).flatMap(x => x.at(-1));',
]

function manyStatements(random, size) {
  const [one, other] = [random.pick(statements), random.pick(statements)]
  return repeated(
    size,
    (number) => one(number) + (random.oneIn(3) ? other(number) : '') + (random.oneIn(2) ? '\n' : ''),
  )
}

function deepNesting(random, size) {
  const [before, inner, after] = random.pick([
    ['(', '1', ')'],
    ['[', '1', ']'],
    ['{', '1', '}'],
    ['f(', '1', ')'],
    ['if (attr.a) {', '1', '}'],
    ['function f() {', '1', '}'],
    ['(function (b) { return b })(', 'attr.server', ')'],
    ['!', '1', ''],
    ['a => ', 'a', ''],
    ['1 + ', '1', ''],
    ['a ? ', 'b', ': c'],
    ['a.', 'b', ''],
    ['a = ', 'b', ''],
    ['`${', 'a', '}`'],
    ['new ', 'a', ''],
  ])
  const depth = Math.floor(
    Math.min(size / (before.length + after.length), random.pick([100, 1000, 5000, 1e9])),
  )
  const nest = before.repeat(depth) + inner + after.repeat(depth)
  return repeated(size, () => `${before === '{' ? '' : 'x = '}${nest};\n`)
}

function longLiteral(random, size) {
  const [before, filling, after] = random.pick([
    ["'", 'x', "'"],
    ["'", '\\u0041', "'"],
    ['`', 'x\n', '`'],
    ['/', 'a?', '/'],
    ['/', '(a)', '/'],
    ['/[', 'a-z', ']/'],
    ['', '9', ''],
    ['', 'name', ''],
    ['"', '名', '"'],
  ])
  return `x = ${before}${filling.repeat(size / filling.length)}${after};`
}

function manyFunctions(random, size) {
  const make = random.pick([
    (number) => `function f${number}(a) { return f${number + 1}(a) }\n`,
    (number) => `function f${number}(a) { return f0(f0(a)) }\n`,
    () => 'function f(a) { return f(a) }\n',
    (number) => `var f${number} = (a, b) => f${number + 1}(b, a);\n`,
    (number) => `function f${number}() { return arguments.length + this.x }\n`,
  ])
  return `${repeated(size, make)}f0(attr.server);`
}

function largeArray(random, size) {
  const item = random.pick([
    (n) => `${n},`,
    () => '0,',
    () => ',',
    (n) => `'text${n}',`,
    (n) => `{a${n}: ${n}},`,
    () => '[],',
    () => '...a,',
    () => 'attr.server,',
  ])
  return random.oneIn(2)
    ? `x = [${repeated(size, item)}];`
    : `return [${repeated(size, (n) => `{k${n}: attr.server},`)}];`
}

function longChain(random, size) {
  const link = random.pick([
    '.concat(a)',
    '.b',
    '[0]',
    '()',
    ' + attr.server',
    ' || attr.port',
    ', a',
    '?.b',
    ' && !a',
    '`x`',
    ' ?? 1',
    ' ** a',
    '.map(x => x)',
  ])
  return `x = a${link.repeat(size / link.length)};`
}

function manyPatterns(random, size) {
  const pattern = random.pick([
    '/(a+)+$/',
    '/(?<n>a)\\k<n>/',
    '/(?<=a)b/',
    '/\\p{L}/u',
    '/[\\s\\S]*x/g',
    '/(((((a)))))/y',
    '/a{1,65535}{1,65535}/',
  ])
  return `x = [${repeated(size, () => `${pattern},`)}];`
}

function manyNames(random, size) {
  const make = random.pick([
    (n) => `Mathh${n};`,
    (n) => `conectionHelper${n};`,
    () => 'conectionHelper;',
    (n) => `Object.keyss${n};`,
    (n) => `attr.servre${n};`,
    () => `${'n'.repeat(3000)};`,
  ])
  return repeated(size, make)
}

function manyIgnoreComments(random, size) {
  const rule = random.pick(['script-syntax', 'no-such-rule', ''])
  return repeated(size, (number) => `// tacosmith-ignore ${rule || `rule-${number}`}\n`)
}

function longComment(random, size) {
  const filling = random.pick(['*', '/*', 'x', '\n', ' \n'])
  return `/* ${filling.repeat(size / filling.length)} */`
}

function brokenEnd(random, size) {
  const filling = random.pick(['(', '[', '{', '`${', 'a(', '/(', "'\\\n", 'if (a) '])
  return filling.repeat(size / filling.length)
}

/** A value that goes through many variables and calls on its way to the result. */
function carriedAround(random, size) {
  const variables = 2 + random.below(200)
  const name = () => `v${random.below(variables)}`
  const moves = [
    () => `${name()} = ${name()};`,
    () => `${name()} = [${name()}, ${name()}];`,
    () => `${name()}.k = ${name()};`,
    () => `${name()} = pass(${name()}, ${name()});`,
    () => `${name()}.push(${name()});`,
    () => `${name()} = { k: ${name()}, l: ${name()} };`,
    () => `({ k: ${name()} } = ${name()});`,
  ]
  const declared = Array.from({ length: variables }, (_, number) => `v${number} = attr.password`).join(', ')
  return `function pass(a, b) { return a ? pass(b, a) : b }\nvar ${declared};\n${repeated(size, () => `${random.pick(moves)()}\n`)}return [v0];`
}

/** A loop without end, in the script or in a built-in function, behind text that takes long to read. */
function endless(random, size) {
  const loop = random.pick([
    'for (;;) {}',
    'Array.prototype.indexOf.call({ length: 9007199254740991 }, 1);',
    'Array.prototype.fill.call({ length: 9007199254740991 }, 1);',
    'var all = []; all.length = 4294967295; all.sort();',
    "var text = 'abcdefgh'; for (;;) text = text.replace(/a/g, text);",
    "/(a+)+b/.test(Array(50).join('a'));",
    "for (var list = []; ; ) list.push('x' + list.length);",
    'function again() { return again() + again() } for (;;) try { again() } catch (e) {}',
  ])
  const before = random.oneIn(2) ? longLiteral(random, size) : manyStatements(random, size)
  return `${random.oneIn(2) ? '' : before}\n${loop}`
}
