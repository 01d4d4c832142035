import { describe, expect, it } from 'vitest'
import { bundledFindings, type Changes, plainFindings } from '../testing/script-findings.ts'

const inBody = (body: string) => `(function script(attr) {\n${body}\n})`

describe('the severity of what a trial run meets', () => {
  const twoKinds: Changes = {
    'connection-fields.xml': [
      ['value="auth-user-pass"/>', 'value="auth-user-pass"/><option label="No" value="auth-none"/>'],
    ],
  }
  const severities = async (body: string, changes: Changes = twoKinds) => {
    const all = { ...changes, 'connectionBuilder.js': inBody(body) }
    const of = (findings: Awaited<ReturnType<typeof plainFindings>>) =>
      findings.map(({ rule, severity }) => `${rule} ${severity}`)
    const plain = of(await plainFindings(all, true))
    expect(of(await bundledFindings(all, true))).toEqual(plain)
    return plain
  }
  const first = "if (attr.authentication === 'auth-none') "

  it.each([
    ['an undeclared variable', 'if (attr.server) eval("undeclared")\nreturn [attr.server]'],
    ['a variable before its declaration', 'use()\nlet later = 1\nfunction use() { return later }'],
    ['a method that nothing has', 'return attr.server.map(String)'],
    ['a function that the engine lacks', 'Error["captureStackTrace"](attr)\nreturn [attr.server]'],
    ['one fault or another', `${first}return [attr.server.map()]\nreturn [attr.server.each()]`],
    [
      'a fault beside one that is explained',
      'if (attr.nothing) return []\nreturn [attr.nothing, attr.server.map()]',
    ],
  ])('is an error for %s in all runs', async (_kind, body) => {
    const found = (await severities(body)).filter((line) => line.startsWith('script-'))
    expect(new Set(found)).toEqual(new Set(['script-trial-error error']))
  })

  it.each([
    ['a variable that some runs lack', `${first}return [eval("undeclared")]\nreturn [attr.server]`],
    ['something that is not there', 'return [attr.server.missing.value]'],
    ['an error that the script throws', 'JSON.parse("{")\nreturn [attr.server]'],
    ['another fault in one run', `${first}return [attr.server.missing.value]\nreturn [attr.server.each()]`],
    ['a run without end', 'while (attr.port) {}\nreturn [attr.server]'],
    ["members that Tableau's objects may have", 'return [vendorDefined.format(attr.server)]'],
    ["members of Tableau's objects by another name", 'var v = vendorDefined.format\nreturn [v(attr.server)]'],
  ])('is a warning for %s', async (_kind, body) => {
    expect(new Set(await severities(body))).toEqual(new Set(['script-trial-error warning']))
  })

  it.each(['connectionHelper.Unheard', 'driverLocator.LocateDrivers', 'logging.Debug'])(
    'leaves %s to the rule on names, since Tableau may have it',
    async (member) => {
      expect(await severities(`${member}(attr)\nreturn [attr.server]`)).toEqual(['js-unknown-helper warning'])
    },
  )

  it('is a warning where the text that was made up may be to blame', async () => {
    const field =
      '<field name="v-zone" label="Z" category="general" value-type="string" optional="true"><validation-rule reg-exp="^[a-z]+-[0-9]$"/></field>'
    const restricted: Changes = {
      'connection-fields.xml': [['<field name="port"', `${field}<field name="port"`]],
      'connection-resolver.tdr': [['<attr>port</attr>', '<attr>port</attr><attr>v-zone</attr>']],
    }
    const body = "return ({ 'a-1': String })[attr['v-zone']](attr.server)"
    const missing = "return [eval('undeclared'), attr['v-zone']]"
    expect(await severities(body, restricted)).toEqual(['script-trial-error warning'])
    expect(await severities(missing, restricted)).toEqual(['script-trial-error error'])
  })

  it('says that no input will help', async () => {
    const body = inBody('return attr.server.map(String)')
    const [finding] = await plainFindings({ 'connectionBuilder.js': body }, true)
    expect(finding?.help).toContain('whatever users enter')
  })
})
