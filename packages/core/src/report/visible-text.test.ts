import { describe, expect, it } from 'vitest'
import { codeFrame } from './code-frame.ts'
import { formatGithub } from './format-github.ts'
import { formatJunit } from './format-junit.ts'
import { formatPretty } from './format-pretty.ts'
import { createReport } from './report.ts'
import { guardedOutput, htmlText, visibleLine, visibleLines, visibleText } from './visible-text.ts'

/** One of each kind that is not seen or steers something. */
const hidden = {
  escape: '\u001B[2J',
  'C1 control': '\u009B2J',
  bell: '\u0007',
  delete: '\u007F',
  'right-to-left override': '\u202E',
  isolate: '\u2066',
  'zero-width space': '\u200B',
  'byte order mark': '\uFEFF',
  'soft hyphen': '\u00AD',
  'tag character': '\u{E0041}',
  'line separator': '\u2028',
  'half a character': '\uD800',
  filler: '\u3164',
}
const anyHidden = /[^\P{C}\n]|[\p{Zl}\p{Zp}\u3164]/u

describe.each(Object.entries(hidden))('a text with %s', (_kind, text) => {
  it('is shown, and keeps its other characters', () => {
    expect(visibleText(`a${text}b`)).toMatch(/^a<U\+[0-9A-F]{4,5}>(\[?2J)?b$/)
    expect(visibleLines(`a${text}\nb`)).not.toMatch(anyHidden)
    expect(htmlText(`a${text}b`)).toMatch(/^a&lt;U\+[0-9A-F]{4,5}&gt;(\[?2J)?b$/)
  })

  it('is as long as it was in a line that others draw a frame of', () => {
    const shown = visibleLine(`\ta${text} ##[b`)
    expect(shown).not.toMatch(anyHidden)
    expect(shown).not.toContain('##[')
    expect(shown).toHaveLength(text.length + 7)
  })

  it('leaves JSON what it is, and nothing hidden in it', () => {
    const written = guardedOutput(`${JSON.stringify({ text }, null, 2)}\n`, true)
    expect(written).not.toMatch(anyHidden)
    expect(JSON.parse(written)).toEqual({ text })
  })

  it('gets into no form of a report', () => {
    const finding = {
      rule: `r${text}`,
      message: `m${text}`,
      file: `f${text}`,
      line: 1,
      column: 1,
      help: `h${text}`,
    }
    const report = createReport([{ ...finding, severity: 'error', url: `u${text}` }])
    expect(formatPretty(report, { readSource: () => `s${text}`, color: false })).not.toMatch(anyHidden)
    expect(formatGithub(report, { folder: `d${text}` })).not.toMatch(anyHidden)
    const placed = { report, name: `n${text}`, folder: `d${text}`, readSource: () => undefined }
    expect(formatJunit([placed])).not.toMatch(anyHidden)
  })
})

describe('a text with commands for the runners of GitHub', () => {
  it.each([
    '::add-mask::x',
    'a ::set-env name=b::c',
    '##[add-mask]x',
    'a\n::error::b',
    '  ::stop-commands::x',
  ])('is none when it is shown: %j', (text) => {
    for (const line of visibleLines(text).split('\n')) {
      expect(line).not.toMatch(/^\s*::|##\[/)
      for (const word of line.split(' ')) expect(word).not.toMatch(/^::/)
    }
    expect(guardedOutput(JSON.stringify({ text }), false)).not.toContain('##[')
    expect(JSON.parse(guardedOutput(JSON.stringify({ text }), false))).toEqual({ text })
  })

  it('keeps colons that are none', () => {
    expect(visibleText('CAST(%1::text) from [::1] :: x')).toBe('CAST(%1::text) from [::1] :: x')
  })
})

it('a page gets no markup and no empty line', () => {
  expect(htmlText('<b onclick="x">\'&amp;\r\n\n\n# title')).toBe(
    '&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;amp;<br># title',
  )
})

it('only our own colours reach a stream', () => {
  const painted = '\u001B[1;31merror\u001B[0m \u001B]8;;http://x\u0007\u001B[2J\ttext\n'
  expect(guardedOutput(painted, true)).toBe(
    '\u001B[1;31merror\u001B[0m \\u001b]8;;http://x\\u0007\\u001b[2J\ttext\n',
  )
  expect(guardedOutput('\u001B[31mx', false)).toBe('\\u001b[31mx')
})

it('shows no command to a runner in a code frame, and the caret where it belongs', () => {
  expect(codeFrame('a ##[add-mask]x = ;', 1, 19)).toBe(
    ['> 1 | a ##<U+005B>add-mask]x = ;', '    |                          ^'].join('\n'),
  )
})
