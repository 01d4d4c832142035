import { describe, expect, it } from 'vitest'
import { readXml } from '../connector/xml-reader.ts'
import { stampManifest } from './stamp-manifest.ts'

function stamp(text: string, version = '2021.1'): string {
  const bytes = new TextEncoder().encode(text)
  const { document, problem } = readXml(bytes)
  if (document === undefined) throw new Error(problem.message)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(stampManifest(bytes, document, version))
}

describe('stampManifest', () => {
  it.each([
    ['one line', '<p a="1" b="2"/>', '<p a="1" b="2" min-version-tableau="2021.1"/>'],
    ['no attributes', '<p>x</p>', '<p min-version-tableau="2021.1">x</p>'],
    ['single quotes', "<p a='1' ></p>", "<p a='1' min-version-tableau='2021.1' ></p>"],
    [
      'a line for each attribute',
      '<p a="1"\r\n   b="&lt;é>"\r\n>\r\n</p>',
      '<p a="1"\r\n   b="&lt;é>"\r\n   min-version-tableau="2021.1"\r\n>\r\n</p>',
    ],
    [
      'a lower version',
      "<p min-version-tableau = '2019.4' z='1'/>",
      "<p min-version-tableau = '2021.1' z='1'/>",
    ],
    ['an empty version', '<p min-version-tableau=""/>', '<p min-version-tableau="2021.1"/>'],
    [
      'what stands around it',
      '\uFEFF<?xml version="1.0"?><!-- <p a="1"> --><p a="1"><!--\tb --></p>\n\n',
      '\uFEFF<?xml version="1.0"?><!-- <p a="1"> --><p a="1" min-version-tableau="2021.1"><!--\tb --></p>\n\n',
    ],
  ])('keeps the form of %s', (_name, before, after) => {
    expect(stamp(before)).toBe(after)
  })

  it('changes nothing where the version stands already', () => {
    const text = '\uFEFF<p  min-version-tableau = "2021.1"\t/>\r'
    expect(stamp(text)).toBe(text)
  })
})
