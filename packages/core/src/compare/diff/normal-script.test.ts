import { describe, expect, it } from 'vitest'
import { normalScript } from './normal-script.ts'

const same: [string, string, string][] = [
  ['blanks and comments', 'f(1,2)', '/* one */ f( 1,\n  2 ) // two'],
  ['semicolons', 'f()\ng()', 'f();;g();'],
  ['quotes', "f('a')", 'f("a")'],
  ['escapes', "f('\\u0061')", "f('a')"],
  ['numbers', 'f(1.0, 0x10)', 'f(1, 16)'],
  ['quoted names', '({ user: 1, "key": 2 })', "({ 'user': 1, key: 2, })"],
  ['shorthand', '({ user })', '({ user: user })'],
  ['brackets', 'f((a + b))', 'f(a + b)'],
  ['a directive in other quotes', '"use strict"', "'use strict'"],
  ['modules', 'export default () => 1', 'export default ()=>1;'],
  ['line ends of what is no script', 'not a script\r\n', 'not a script\n'],
]

const different: [string, string, string][] = [
  ['values', 'f(1)', 'f(2)'],
  ['kinds of values', 'f(1)', "f('1')"],
  ['names', 'var a', 'var b'],
  ['kinds of variables', 'let a', 'var a'],
  ['operators', 'a == b', 'a === b'],
  ['members by name and by value', 'a.b', 'a[b]'],
  ['computed keys', '({ [a]: 1 })', '({ a: 1 })'],
  ['regular expressions', '/a/g', '/a/i'],
  ['what a tag sees', 'f`\\n`', 'f`\n`'],
  ['order', 'f(a, b)', 'f(b, a)'],
  ['holes', '[, 1]', '[1]'],
  ['null and infinity', 'f(null)', 'f(1e999)'],
  ['nesting', 'f([1], 2)', 'f([1, 2])'],
  ['big numbers', '1n', '2n'],
  ['precedence', 'a * (b + c)', 'a * b + c'],
  ['directives and values', '"use strict"', '("use strict")'],
]

describe('normalScript', () => {
  it.each(same)('does not count %s', (_name, one, other) => {
    expect(normalScript(one)).toBe(normalScript(other))
  })

  it.each(different)('counts %s', (_name, one, other) => {
    expect(normalScript(one)).not.toBe(normalScript(other))
  })

  it('survives scripts that nest deeply', () => {
    const deep = `f(${'['.repeat(300)}${']'.repeat(300)})`
    expect(normalScript(deep) === normalScript(` ${deep}`)).toBe(true)
    const deeper = '['.repeat(200_000)
    expect(normalScript(deeper) === deeper).toBe(true)
  })
})
