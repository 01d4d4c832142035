import { repeated } from './random.mjs'

/** Texts that some rule takes apart, searches or compares; `number` makes them differ. */
const texts = [
  () => 'x',
  (number) => `name-${number}`,
  (number) => `v-name${number}`,
  (number) => `@string/name${number}/`,
  () => '@string/'.repeat(40),
  (number) => `CAP_NAME_${number}`,
  (number) => `%${number} + %1`,
  () => '%1'.repeat(60),
  () => '(a+)+$',
  () => '(((a|aa)+)+)+b'.repeat(4),
  () => '[a-z]{1,9999}'.repeat(6),
  () => '('.repeat(200),
  () => '&#120;&amp;'.repeat(30),
  (number) => `https://example.com/${number}?${'a=b&amp;'.repeat(20)}`,
  (number) => `script${number}.js`,
  (number) => `${'../'.repeat(number % 30)}file${number}.xml`,
  () => ' '.repeat(300),
  () => 'long'.repeat(2000),
  () => "'".repeat(100),
  (number) => `[${'DB '.repeat(30)}${number}]`,
  () => 'é名\u{1F600}'.repeat(30),
  () => '\u202e\u200b\u0301'.repeat(30),
]

const ruleIds = ['schema-invalid', 'no-such-rule', 'tdd-argument-numbers', '']

/** Grows one part of a document until it is as large as that; gives what was done too. */
export function grownDocument(random, document, size) {
  const growth = random.pick(growths)
  return { what: growth.name, text: growth(random, document, Math.max(size - document.length, 0)) }
}

const growths = [
  manyAttributes,
  manyElements,
  manyElements,
  manyElements,
  manyDifferingElements,
  manyDifferingElements,
  manyUnknownElements,
  deepElements,
  manyComments,
  manyIgnoreComments,
  manyIgnoreComments,
  longText,
  longValue,
  longName,
  manyNamespaces,
  manyLines,
  manyInstructions,
  manySections,
  brokenEnd,
]

function manyAttributes(random, document, size) {
  const make = attributeMaker(random)
  return document.replace(anyStartTag(random, document), (tag) =>
    withAttributes(
      tag,
      repeated(size, (number) => ` ${make(number)}`),
    ),
  )
}

/** An element that is there, again and again; perhaps a large part of the document. */
function manyElements(random, document, size) {
  const element = random.pick(elementsIn(document))
  return insertedAfter(
    document,
    element,
    repeated(size, () => element),
  )
}

function manyDifferingElements(random, document, size) {
  const element = random.pick(elementsIn(document))
  const text = random.pick(texts)
  return insertedAfter(
    document,
    element,
    repeated(size, (number) =>
      element.replace(/(="|>)([^"<]+)("|<)/, (_, before, __, after) => `${before}${text(number)}${after}`),
    ),
  )
}

function manyUnknownElements(random, document, size) {
  const name = random.pick([(number) => `fields${number}`, () => 'customisation', (number) => `x:n${number}`])
  const element = random.pick(elementsIn(document))
  return insertedAfter(
    document,
    element,
    repeated(size, (number) => `<${name(number)}/>`),
  )
}

function deepElements(random, document, size) {
  const element = random.pick(elementsIn(document))
  const name = /^<([^\s/>]+)/.exec(element)[1]
  const depth = Math.min(240, Math.floor(size / (2 * name.length + 5)))
  const inner = repeated(size / 2, () => element)
  return insertedAfter(document, element, `<${name}>`.repeat(depth) + inner + `</${name}>`.repeat(depth))
}

function manyComments(random, document, size) {
  return inserted(
    random,
    document,
    repeated(size, () => '<!---->'),
  )
}

function manyIgnoreComments(random, document, size) {
  const rule = random.pick(ruleIds)
  const behind = random.pick(['', '\n', ': a reason'])
  const comments = repeated(size, (number) => `<!--tacosmith-ignore ${rule || `rule-${number}`}${behind}-->`)
  return inserted(random, document, comments)
}

function longText(random, document, size) {
  const text = random.pick(texts)
  const behind = random.pick(elementsIn(document))
  const grown = repeated(size, text)
  return insertedAfter(document, behind, random.oneIn(2) ? `<string name="s">${grown}</string>` : grown)
}

function longValue(random, document, size) {
  const text = random.pick(texts)
  const values = [...document.matchAll(/="[^"]*"/g)]
  if (values.length === 0) return longText(random, document, size)
  const value = random.pick(values)
  const end = value.index + value[0].length
  return `${document.slice(0, value.index)}="${repeated(size, text)}"${document.slice(end)}`
}

function longName(random, document, size) {
  const name = repeated(size, () => random.pick(['name', 'n', 'field']))
  return random.oneIn(2)
    ? inserted(random, document, `<${name}/>`)
    : document.replace(anyStartTag(random, document), (tag) => withAttributes(tag, ` ${name}="1"`))
}

function manyNamespaces(random, document, size) {
  const isUsed = random.oneIn(2)
  const declarations = repeated(
    isUsed ? size / 2 : size,
    (number) => ` xmlns:n${number}="${random.oneIn(2) ? 'u' : `u${number}`}"`,
  )
  const used = isUsed ? repeated(size / 2, (number) => ` n${number}:a="1"`) : ''
  return document.replace(anyStartTag(random, document), (tag) => withAttributes(tag, declarations + used))
}

function manyLines(random, document, size) {
  return inserted(
    random,
    document,
    repeated(size, () => random.pick(['\n', '\r', ' \n'])),
  )
}

function manyInstructions(random, document, size) {
  return inserted(
    random,
    document,
    repeated(size, () => random.pick(['<?p?>', '<?p a="<b>"?>'])),
  )
}

function manySections(random, document, size) {
  const element = random.pick(elementsIn(document))
  return insertedAfter(
    document,
    element,
    repeated(size, () => random.pick(['<![CDATA[]]>', '<![CDATA[<x>]]>', '&lt;'])),
  )
}

/** A fault whose place has to be searched for in a large file. */
function brokenEnd(random, document, size) {
  const filling = random.pick(['&amp;', '<a b="', '<!-- ', '<a>', ';', ' &', '</', '<![CDATA['])
  return document + repeated(size, () => filling)
}

function attributeMaker(random) {
  const name = random.pick([
    (number) => `a${number}`,
    (number) => `name${number}`,
    (number) => `xml:n${number}`,
    (number) => `undeclared:n${number}`,
    (number) => `${'n'.repeat(300)}${number}`,
  ])
  const value = random.pick(texts)
  return (number) => `${name(number)}="${value(number)}"`
}

function withAttributes(tag, attributes) {
  return tag.replace(/\s*\/?>$/, (end) => attributes + end)
}

function anyStartTag(random, document) {
  return random.pick([...document.matchAll(/<[a-z][^>]*>/g)].map(([tag]) => tag))
}

/** Elements without children of their own name, as they are written. */
function elementsIn(document) {
  const found = [...document.matchAll(/<([a-z][\w.-]*)(?:\s[^>]*)?(?:\/>|>[\s\S]*?<\/\1>)/g)].map(
    ([text]) => text,
  )
  const inside = found.flatMap((text) =>
    [...text.slice(1).matchAll(/<([a-z][\w.-]*)(?:\s[^>]*)?(?:\/>|>[^<]*<\/\1>)/g)].map(([inner]) => inner),
  )
  const deeper = inside.length > 0 ? inside : found
  return [...deeper, ...found.filter((text) => text.length < document.length / 2)]
}

function insertedAfter(document, element, text) {
  const at = document.indexOf(element) + element.length
  return document.slice(0, at) + text + document.slice(at)
}

function inserted(random, document, text) {
  const places = [...document.matchAll(/>/g)].map(({ index }) => index + 1)
  const at = random.pick(places)
  return document.slice(0, at) + text + document.slice(at)
}
