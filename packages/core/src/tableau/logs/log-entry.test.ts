import { describe, expect, it } from 'vitest'
import { verifyTaco } from '../../verify/index.ts'
import { isAbout, type LogEntry, readLogLine } from './log-entry.ts'

/** A line as an entry; its members may be called anything. */
function entryOf(members: Record<string, unknown>): LogEntry {
  const found = readLogLine(JSON.stringify(members), 7)
  if (found.kind !== 'entry') throw new Error(`The line is ${found.kind}.`)
  return found.entry
}

describe('readLogLine', () => {
  it('knows the members by what they hold', () => {
    const said = 'Loading connector from C:\\Connectors\\brook_jdbc-v1.0.0.taco'
    const expected = {
      ...{ line: 7, time: '2026-11-20T10:11:12.345', severity: 'info', topic: 'plugin' },
      ...{ connectors: ['brook_jdbc-v1.0.0.taco'], text: said },
    }
    const when = '2026-11-20T10:11:12.345'
    expect(entryOf({ a: when, b: 1234, c: 'info', d: '-', e: 'connector-plugin', f: said })).toEqual(expected)
    const other = { text: said, topic: 'connector-plugin', level: 'INFO', id: '4f', context: {}, at: when }
    expect(entryOf(other)).toEqual(expected)
  })

  it('reads a message that is an object', () => {
    const message = { class: 'brook_jdbc', reason: 'a file is missing', of: ['a.tdd', 'b.tdd'], none: null }
    expect(
      entryOf({ k: 'connector-plugin-x', level: 'warn', more: { code: '0e9a' }, message }),
    ).toMatchObject({
      ...{ severity: 'warning', topic: 'plugin', connectors: ['brook_jdbc'], time: undefined },
      text: 'class: brook_jdbc, reason: a file is missing, of: a.tdd, of: b.tdd',
    })
  })

  it('prefers what it looks for to longer texts', () => {
    const entry = entryOf({ who: 'somebody with quite a long name', v: '.taco is not signed.' })
    expect(entry).toMatchObject({ topic: 'signature', text: '.taco is not signed.' })
    expect(entry.remedy).toContain('tacosmith sign')
  })

  it('knows a remedy for every verdict that verify predicts', async () => {
    const { tableauLog } = await verifyTaco(new Uint8Array(3))
    expect(entryOf({ v: `${tableauLog} (brook)` })).toMatchObject({
      topic: 'signature',
      remedy: expect.stringContaining('tacosmith verify'),
    })
    expect(entryOf({ v: '.taco verified.' })).not.toHaveProperty('remedy')
  })

  it('knows errors of scripts', () => {
    const text = 'QJSEngine: Uncaught exception\nbuilder.js:3: TypeError'
    expect(entryOf({ v: text, sev: 'error' })).toMatchObject({
      ...{ topic: 'script', severity: 'error', text, connectors: [] },
      remedy: expect.stringContaining('tacosmith validate'),
    })
  })

  it('leaves out what is not about connectors, and gives up on what is no JSON', () => {
    expect(readLogLine('{"v":"something else"}', 1)).toEqual({ kind: 'other' })
    expect(readLogLine('   ', 1)).toEqual({ kind: 'other' })
    expect(readLogLine('{"connector-plugin":1}', 1)).toEqual({ kind: 'other' })
    for (const text of ['plain connector-plugin', '{"v":"connector-plugin', '[1]', '\u0000\u0000'])
      expect(readLogLine(text, 1)).toEqual({ kind: 'unreadable' })
  })

  it('survives lines that nest deeply', () => {
    const deep = `{"k":"connector-plugin","v":${'{"v":'.repeat(3000)}1${'}'.repeat(3001)}`
    expect(readLogLine(deep, 1)).toMatchObject({ kind: 'entry' })
  })
})

describe('what Tableau writes about connectors', () => {
  // In the shape that logs in public reports have.
  const written = (v: unknown, k = 'msg', sev = 'error'): LogEntry =>
    entryOf({ ts: '2026-11-20T10:11:12.345', pid: 8216, tid: '197c', sev, req: '-', k, v })

  it.each<[string, LogEntry['topic'], RegExp | undefined]>([
    ['manifest.xml: Malformed XML, showing first 5 errors.', 'plugin', /schema of this Tableau version/],
    ["manifest.xml: Error(12,20): element 'company' is not allowed", 'plugin', /tacosmith validate/],
    [
      "Tableau doesn't recognize the data source type 'brook_jdbc'. It might not be available",
      'plugin',
      /tacosmith list/,
    ],
    [
      'OAuthConfig with id custom_brook does not exist, returning an empty one by default',
      'plugin',
      /oauthConfigId/,
    ],
    ["Error loading connection dialog file (.tcd) for class 'brook'. Skipping plugin.", 'plugin', /left the/],
    ['Failed to load manifest.xml from D:\\Connectors\\brook.taco', 'plugin', /left the connector out/],
    ['ReadVendorInfoFromDOM: company name is empty', 'plugin', /<company name/],
    ['Running the plugin script failed', 'script', /tacosmith validate/],
    ['Running the plugin script component exceeded the timeout: 2000ms', 'script', /loop/],
    ['Failed to get trusted certificates from JRE keystore.', 'signature', /cacerts/],
    ['Signed by: CN=Ada, OU=Crafts, O=Brook, L=Bern, ST=BE, C=CH', 'signature', undefined],
    ['.taco verified.', 'signature', undefined],
    ['Package signature verification failed during connection creation', 'signature', /tacosmith verify/],
    ['Package signature verification failed during connection creation.', 'signature', /tacosmith verify/],
    ['Unexpected Error: Error Code 14D18B1F', 'signature', /tacosmith verify/],
    ['Error Code: 37CE01A3 No suitable driver installed or the URL is incorrect', 'connection', /driver/],
  ])('%s', (text, topic, remedy) => {
    const entry = written(text)
    expect(entry).toMatchObject({ topic, text })
    if (remedy === undefined) expect(entry).not.toHaveProperty('remedy')
    else expect(entry.remedy).toMatch(remedy)
  })

  it('gives a remedy for an error of a connector that is not known, and none for other news', () => {
    expect(written('Something new', 'connector-plugin-error').remedy).toMatch(/tacosmith validate/)
    expect(written('Something new', 'connector-plugin-warning', 'warn')).not.toHaveProperty('remedy')
    expect(written('Something new', 'connector-plugin', 'info')).not.toHaveProperty('remedy')
  })
})

describe('isAbout', () => {
  const about = (className: string, v: unknown, k = 'connector-plugin'): boolean =>
    isAbout(entryOf({ k, v }), className)

  it('finds the class as a word, also in file names', () => {
    expect(about('brook_jdbc', "Skipping class 'brook_jdbc'.")).toBe(true)
    expect(about('brook_jdbc', 'Loading /c/brook_jdbc-v1.0.0.taco now')).toBe(true)
    expect(about('brook', "Skipping class 'brook_jdbc'.")).toBe(false)
    expect(about('brook_jdbc', { class: 'brook_jdbc', state: 'loaded' })).toBe(true)
    expect(about('a.b', "class 'axb' is there")).toBe(false)
  })

  it('keeps verdicts and script errors that name no connector, and drops those of others', () => {
    expect(about('brook', 'The signer certificate has expired.')).toBe(true)
    expect(about('brook', 'QJSEngine: TypeError')).toBe(true)
    expect(about('brook', 'The signer certificate has expired. /c/river.taco')).toBe(false)
    expect(about('brook', 'Something else of connectors')).toBe(false)
    expect(about('brook', 'manifest.xml: Malformed XML, showing first 5 errors.')).toBe(true)
  })
})
