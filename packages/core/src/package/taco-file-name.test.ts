import { describe, expect, it } from 'vitest'
import { defaultTacoFileName, tacoFileName } from './taco-file-name.ts'

describe('tacoFileName', () => {
  it.each([
    ['acme_jdbc', '1.2.0', 'acme_jdbc-v1.2.0.taco'],
    ['a/../b', '1', 'a_.._b-v1.taco'],
    ['..', '1', '_-v1.taco'],
    ['-d', '1', '_d-v1.taco'],
    ['C:\\x', '1\n', 'C__x-v1_.taco'],
    ['größe 表', '1.0', 'größe 表-v1.0.taco'],
    ['', '', '_-v_.taco'],
    ['$&', '$1', '$&-v$1.taco'],
  ])('makes a safe name of class %j and version %j', (className, pluginVersion, expected) => {
    expect(tacoFileName(defaultTacoFileName, { className, pluginVersion })).toBe(expected)
  })

  it('cuts values that no file system would hold', () => {
    const name = tacoFileName(defaultTacoFileName, {
      className: '😀'.repeat(500),
      pluginVersion: '1'.repeat(9000),
    })
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
    expect(name).toMatch(/^(😀)+-v1+\.taco$/u)
  })

  it.each(['../[class].taco', 'a\\b.taco', '[class].zip', '.taco', '', '[name].taco', 'a\0.taco'])(
    'refuses the template %j',
    (template) => {
      const identity = { className: 'c', pluginVersion: '1' }
      expect(() => tacoFileName(template, identity)).toThrow(expect.objectContaining({ code: 'usage' }))
    },
  )
})
