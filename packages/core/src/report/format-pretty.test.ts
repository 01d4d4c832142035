import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { codeFrame } from './code-frame.ts'
import type { Diagnostic } from './diagnostic.ts'
import { formatPretty } from './format-pretty.ts'
import { createReport } from './report.ts'
import { textWidth } from './text-width.ts'

const manifest =
  '<connector-plugin class="a">\n\t<vendor/> <dialect file="Dialect.tdd"/>\n</connector-plugin>\n'

function pretty(
  findings: Partial<Diagnostic>[],
  source: string | undefined = manifest,
  color = false,
): string {
  const report = createReport(
    findings.map((finding) => ({ rule: 'some-rule', severity: 'error', message: 'it is wrong', ...finding })),
  )
  return formatPretty(report, { readSource: () => source, color })
}

/** The character of the source row that the caret stands under. */
function pointedAt(frame: string): string {
  const rows = frame.split('\n')
  const caret = rows.findIndex((row) => row.trimEnd().endsWith('^'))
  return rows[caret - 1]!.charAt(rows[caret]!.indexOf('^'))
}

describe('formatPretty', () => {
  it('shows the place, the source line with a caret, the fix, the page and the counts', () => {
    const place = { file: 'manifest.xml', line: 2, column: 21 }
    expect(pretty([{ ...place, help: 'mend it', url: 'https://example.com/page' }])).toBe(
      [
        'error[some-rule]: it is wrong',
        ' --> manifest.xml:2:21',
        '  |',
        '1 | <connector-plugin class="a">',
        '2 |   <vendor/> <dialect file="Dialect.tdd"/>',
        '  |                      ^',
        '3 | </connector-plugin>',
        '  |',
        '  = help: mend it',
        '  = see: https://example.com/page',
        '',
        'Found 1 error.',
        '',
      ].join('\n'),
    )
  })

  it('shows places from where people are', () => {
    const placeIn = (folder: string, file: string) => {
      const report = createReport([{ rule: 'r', severity: 'error', message: 'm', file, line: 2, column: 1 }])
      return formatPretty(report, { readSource: () => undefined, color: false, folder }).split('\n')[1]
    }
    expect(placeIn('connector', 'manifest.xml')).toBe(' --> connector/manifest.xml:2:1')
    expect(placeIn('../connector', 'a/b.js')).toBe(' --> ../connector/a/b.js:2:1')
    expect(placeIn('connector', '../src/lib.ts')).toBe(' --> src/lib.ts:2:1')
    expect(placeIn('', 'manifest.xml')).toBe(' --> manifest.xml:2:1')
  })

  it('says why warnings alone fail', () => {
    const findings = [{ rule: 'r', severity: 'warning', message: 'm' } as const]
    const last = (warningsAsErrors: boolean) =>
      formatPretty(createReport(findings, { warningsAsErrors }), {
        readSource: () => undefined,
        color: false,
      })
        .trimEnd()
        .split('\n')
        .at(-1)
    expect(last(true)).toBe('Found 1 warning. Warnings count as errors here.')
    expect(last(false)).toBe('Found 1 warning.')
  })

  it.each(['x'.repeat(200), '名'.repeat(99), `<a>${'名'.repeat(11)}b</a>`, 'x'.repeat(26), 'x'.repeat(27)])(
    'keeps a frame within the width: %s',
    (line) => {
      for (const column of [1, 20, line.length]) {
        const report = createReport([
          { rule: 'r', severity: 'error', message: 'm', file: 'a.xml', line: 2, column },
        ])
        const source = `${line}\n${line}\n${line}`
        const shown = formatPretty(report, { readSource: () => source, color: false, width: 30 })
        const frame = shown.split('\n').filter((row) => row.includes('|'))
        expect(frame).toHaveLength(5)
        for (const row of frame) expect(textWidth(row)).toBeLessThanOrEqual(30)
      }
    },
  )

  it('breaks messages and advice at blanks where it is asked to, and leaves long words whole', () => {
    const finding = {
      message: 'there is something wrong with the name',
      help: 'Call it 名前の長い名前 or tacosmith-validate-connector-folder instead.',
      url: 'https://example.com/a-page-with-a-long-address',
    }
    const report = createReport([{ rule: 'r', severity: 'error', ...finding }])
    const lines = (wrap: boolean) =>
      formatPretty(report, { readSource: () => undefined, color: false, width: 30, wrap }).split('\n')
    expect(lines(true)).toEqual([
      'error[r]: there is something',
      '  wrong with the name',
      '  = help: Call it',
      '    名前の長い名前 or',
      '    tacosmith-validate-connector-folder',
      '    instead.',
      '  = see: https://example.com/a-page-with-a-long-address',
      '',
      'Found 1 error.',
      '',
    ])
    expect(lines(false)).toHaveLength(6)
  })

  it('shows a finding whose file or line is not at hand without a frame', () => {
    const place = { file: 'a.xml', line: 99, column: 1 }
    for (const source of [undefined, manifest, '']) {
      const report = createReport([{ rule: 'r', severity: 'warning', message: 'm', ...place }])
      expect(formatPretty(report, { readSource: () => source, color: false })).toBe(
        'warning[r]: m\n --> a.xml:99:1\n\nFound 1 warning.\n',
      )
    }
    expect(pretty([{}])).toBe('error[some-rule]: it is wrong\n\nFound 1 error.\n')
  })

  it('counts in words', () => {
    expect(pretty([])).toBe('No problems found.\n')
    const findings = [
      { message: 'a' },
      { message: 'b' },
      { severity: 'warning' },
      { severity: 'info' },
    ] as const
    expect(pretty([...findings])).toMatch(/\nFound 2 errors, 1 warning and 1 note\.\n$/)
  })

  it('differs with colours in the colours only', () => {
    const findings = [{ file: 'manifest.xml', line: 2, column: 21, help: 'h' }]
    const coloured = pretty(findings, manifest, true)
    expect(coloured).toContain('\u001b[31m')
    expect(stripVTControlCharacters(coloured)).toBe(pretty(findings))
  })

  it('never lets a message, a path or a source steer the terminal', () => {
    const evil = 'a\u001b]0;x\u0007\u009b2J\u202Eb\r\u0000'
    const place = { file: `${evil}.xml`, line: 1, column: 3 }
    const shown = pretty([{ ...place, message: evil, help: evil, url: evil }], `${evil}\n${evil}`)
    expect(shown).not.toMatch(/[^\P{Cc}\n]|\u202E/u)
    expect(shown).toContain('<U+001B>')
  })
})

describe('codeFrame', () => {
  it('marks the line and points at the column', () => {
    expect(codeFrame('a\nb\nc <d>\ne\nf\n', 3, 3)).toBe(
      ['  1 | a', '  2 | b', '> 3 | c <d>', '    |   ^', '  4 | e'].join('\n'),
    )
  })

  it.each([
    ['tabs', '\t\tX', 3],
    ['a byte order mark', '\uFEFFX', 1],
    ['Windows line ends', 'a\r\nbX', 2, 2],
    ['old Macintosh line ends', 'a\rbX', 2, 2],
    ['control characters', '\u0007X', 2],
    ['letters with marks of their own', 'e\u0301X', 3],
    ['a very long line', `${'-'.repeat(100_000)}X${'-'.repeat(100_000)}`, 100_001],
    ['the end of a very long line', `${'-'.repeat(100_000)}X`, 100_001],
  ])('points at the right character behind %s', (name, text, column, line = 1) => {
    const frame = codeFrame(text, line, column)
    const plain = frame.normalize('NFC')
    expect(pointedAt(name.includes('marks') ? plain : frame)).toBe('X')
    expect(Math.max(...frame.split('\n').map((row) => row.length))).toBeLessThan(120)
  })

  it('counts wide characters as two cells and never cuts a character in two', () => {
    expect(codeFrame('表😀X', 1, 4)).toBe('> 1 | 表😀X\n    |     ^')
    for (let column = 1; column < 300; column++) {
      expect(codeFrame('😀'.repeat(150), 1, column)).not.toContain('U+D')
    }
  })

  it('shows huge neighbouring lines cut short', () => {
    const frame = codeFrame(`${'x'.repeat(5_000_000)}\nX\n${'y'.repeat(5_000_000)}`, 2, 1)
    expect(frame.length).toBeLessThan(400)
    expect(pointedAt(frame)).toBe('X')
  })

  it('is empty where there is no such line', () => {
    expect(codeFrame('a', 2, 1)).toBe('')
    expect(codeFrame('a', 0, 1)).toBe('')
  })

  it('points behind the end of a line at most', () => {
    expect(codeFrame('ab', 1, 99)).toBe('> 1 | ab\n    |   ^')
  })
})
