import { describe, expect, it } from 'vitest'
import { scriptShape } from './script-shape.ts'

describe('scriptShape', () => {
  it.each([
    ['(function f(attr) { return [] })', 'plain'],
    ['attr => []', 'plain'],
    ['function f(attr) { return [] }', 'other'],
    ['(function f(attr) { retrun [] })', 'other'],
    ['import x from "./x"\nexport default () => x', 'module'],
    ['export default () => []', 'module'],
    // With a mistake further down.
    ['import x from "./x"\nexport default () => { retrun x }', 'module'],
    ['// a note\r\n  export default () => { retrun [] }', 'module'],
    ['export default (', 'module'],
    // The mistake comes before what would make a module of it.
    ['retrun x\nexport default 1', 'other'],
    // Only a word in a text that is no JavaScript.
    ['an import of something', 'other'],
    ['x = "import y', 'other'],
    ['(function () { import x from "./x" })', 'other'],
  ])('%j is %s', (text, shape) => {
    expect(scriptShape(text)).toBe(shape)
  })
})
