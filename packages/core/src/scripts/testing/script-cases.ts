import { expect, it } from 'vitest'
import { briefly, bundledFindings, type Changes, plainFindings } from './script-findings.ts'

/** The body of a script, the findings expected in it, and changes to the connector around it. */
export type ScriptCase = [body: string, expected: string[], changes?: Changes]

export const inBody = (body: string) => `(function script(attr) {\n${body}\n})`

export const helper = 'connectionHelper'
export const url = "return ['jdbc:x://' + attr.server]"

/** Each case as a plain script and as what a bundler made of a module: both must find the same, once. */
export function holds(
  file: 'connectionBuilder.js' | 'connectionProperties.js',
  cases: readonly ScriptCase[],
): void {
  it.each(cases)('%s', async (body, expected, changes = {}) => {
    const all = { ...changes, [file]: inBody(body) }
    const plain = await plainFindings(all)
    const bundled = await bundledFindings(all)
    expect(briefly(plain)).toEqual(expected)
    expect(briefly(bundled)).toEqual(expected)
    for (const finding of plain) expect(finding.help).not.toBe('')
  })
}
