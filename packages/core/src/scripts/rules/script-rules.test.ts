import { describe, expect, it } from 'vitest'
import { scriptFacts } from '../analyse/script-facts.ts'
import { finishScripts } from '../bundle/finish-scripts.ts'
import { helper, holds, inBody, url } from '../testing/script-cases.ts'
import { briefly, type Changes, changedConnector, plainFindings } from '../testing/script-findings.ts'

const release = (version: string): Changes => ({
  'manifest.xml': [['superclass="jdbc"', `superclass="jdbc" min-version-tableau="${version}"`]],
})

const odbc: Changes = { 'manifest.xml': [['superclass="jdbc"', 'superclass="odbc"']] }

describe('calls of Tableau’s globals', () => {
  holds('connectionBuilder.js', [
    [`${helper}.SetImpersonateAttributes(attr, [])\n${url}`, ['js-set-impersonate-call 2:1']],
    [`var h = ${helper}\nh.setImpersonateAttributes(attr, [])\n${url}`, ['js-set-impersonate-call 3:1']],
    [`// ${helper}.SetImpersonateAttributes()\nvar t = "${helper}.SetImpersonateAttributes()"\n${url}`, []],
    [
      `logging.Log('a'); logging["log"]('b')\n${url}`,
      ['js-logging-deprecated 2:1', 'js-logging-deprecated 2:19'],
    ],
    [`var logging = { Log: function () {} }; logging.Log('a')\n${url}`, []],
  ])
})

describe('js-product-version-logic', () => {
  const rule = 'js-product-version-logic'
  const ask = `${helper}.GetProductVersion()`
  holds('connectionBuilder.js', [
    [`if (${ask} > '2023') return ['a']\n${url}`, [`${rule} 2:5`], release('2022.1')],
    [
      `var v = ${ask}\nvar n = v.split('.')[0]\nreturn n < 2023 ? ['a'] : ['b']`,
      [`${rule} 4:8`],
      release('2022.1'),
    ],
    [`var v = ${ask}\nswitch (v) { case '1': return ['a'] }\n${url}`, [`${rule} 3:9`], release('2023.1')],
    [`return ['jdbc:x://?agent=' + ${ask}]`, [], release('2022.1')],
    [`var v = ${ask} || 'none'\nreturn ['jdbc:x://?agent=' + v]`, [], release('2022.1')],
    [`return ['jdbc:x://?agent=' + ${ask}]`, [`${rule} 2:30`], release('2021.4')],
    [`return ['jdbc:x://' + (${helper}.GetProductVersion ? ${ask} : '')]`, [], release('2021.4')],
    [`if (${helper}.GetPlatform() === 'win') return ['a']\n${url}`, [], release('2022.1')],
  ])
})

describe('js-unknown-helper', () => {
  const rule = 'js-unknown-helper'
  holds('connectionBuilder.js', [
    [`var p = attr[${helper}.attributeSever]\n${url}`, [`${rule} 2:31`]],
    [`var p = ${helper}['GetPlatfrom']()\n${url}`, [`${rule} 2:26`]],
    [`const { attributePort, attributeHost } = ${helper}\n${url}`, [`${rule} 2:24`]],
    [`const h = ${helper}\nvar p = h.attributeHost\n${url}`, [`${rule} 3:11`]],
    [`var d = driverLocator.LocateDrivers(attr)\n${url}`, [`${rule} 2:23`]],
    [`var p = ${helper}.GetNewThing ? ${helper}.GetNewThing() : ''\n${url}`, []],
    [`var p = ${helper}.hasOwnProperty('x')\n${url}`, []],
    [`${helper}.mine = 1\n${url}`, []],
    [`var ${helper} = { attributeFoo: 'foo' }; var p = ${helper}.attributeFoo\n${url}`, []],
    [`var p = attr[${helper}[attr.port]]\n${url}`, []],
    [`var p = connectionhelper.attributeServer\n${url}`, [`${rule} 2:9`]],
    [`var p = connectionHelpers.attributeServer\n${url}`, [`${rule} 2:9`]],
    [`var p = typeof driverLocater === 'undefined' ? '' : driverLocater.LocateDriver(attr)\n${url}`, []],
    [`loging = []; loging.push(1)\n${url}`, []],
    [`var v = vendorDefined.anything\n${url}`, []],
    [`${helper}.formatKeyValuePair('a', 'b'); ${helper}.FormatKeyValuePair('a', 'b')\n${url}`, []],
  ])

  it('says what the name may have meant to be', async () => {
    const [member] = await plainFindings({
      'connectionBuilder.js': inBody(`${helper}.attributeSever\n${url}`),
    })
    expect(member).toMatchObject({
      severity: 'warning',
      message: "Tableau's `connectionHelper` has no `attributeSever`",
      help: 'Did you mean `connectionHelper.attributeServer`?',
    })
    const [global] = await plainFindings({ 'connectionBuilder.js': inBody(`connectionhelper.a\n${url}`) })
    expect(global).toMatchObject({ severity: 'error', help: 'Did you mean `connectionHelper`?' })
    const [unsure] = await plainFindings({
      'connectionBuilder.js': inBody(`if (attr.port) connectionhelper.a\n${url}`),
    })
    expect(unsure).toMatchObject({ severity: 'warning', help: 'Did you mean `connectionHelper`?' })
  })
})

describe('js-jdbc-url-credentials', () => {
  const rule = 'js-jdbc-url-credentials'
  holds('connectionBuilder.js', [
    ["return ['jdbc:x://?p=' + attr.password]", [`${rule} 2:26`]],
    ['return [`jdbc:x://?p=${attr["password"]}`]', [`${rule} 2:24`]],
    [`return ['jdbc:x://?u=' + encodeURIComponent(attr[${helper}.attributeUsername])]`, [`${rule} 2:45`]],
    ["var u = 'jdbc:x://'\nu += '?t=' + attr.ACCESSTOKEN\nreturn [u]", [`${rule} 3:14`]],
    [
      "var p = []\np.push('a', 'u=' + attr.username.trim())\nreturn ['jdbc:' + p.join(';')]",
      [`${rule} 3:20`],
    ],
    ['const { username, server } = attr\nreturn [server + username]', [`${rule} 2:9`]],
    [
      "const p = { user: attr.username }\nlet u = 'jdbc:'\nfor (const k in p) u += k + p[k]\nreturn [u]",
      [`${rule} 2:19`],
    ],
    [
      "var p = {}\np['user'] = attr.username\nreturn [Object.keys(p).map(function (k) { return k + p[k] }).join()]",
      [`${rule} 3:13`],
    ],
    [
      "return [pair('a', attr.port) + pair('p', attr.password)]\nfunction pair(k, v) { return k + '=' + v }",
      [`${rule} 2:42`],
    ],
    ["const a = attr\nconst make = () => 'p=' + a.password\nreturn ['jdbc:' + make()]", [`${rule} 3:27`]],
    ["if (attr.username) { return ['jdbc:' + attr.server] }\nreturn ['b' + (attr.password ? 1 : 2)]", []],
    [
      "if (!attr.password) return connectionHelper.ThrowTableauException('no ' + attr.username)\nreturn ['a']",
      [],
    ],
    ["return ['jdbc:' + attr.server + attr.password.length]", []],
    ["var p = { host: attr.server, user: attr.username }\nreturn ['jdbc:' + p.host]", []],
    [
      "return ['a=' + clean(attr.server) + (clean(attr.username) === '' ? 1 : 2)]\nfunction clean(t) { return t || '' }",
      [],
    ],
    ["return [attr.authentication === 'auth-user-pass' ? 'a' : 'b']", []],
    ["var user = attr.username && 'x'\nreturn ['jdbc:' + user]", []],
    ["return ['jdbc:' + check(attr.password)]\nfunction check(p) { return p ? 'yes' : 'no' }", []],
    ["return ['jdbc:x://?p=' + attr.password]", [], odbc],
  ])
  holds('connectionProperties.js', [['return { password: attr.password, user: attr.username }', []]])
})

describe('what scripts return', () => {
  const builder = 'js-builder-returns-array'
  const properties = 'js-properties-array'
  holds('connectionBuilder.js', [
    ["return 'jdbc:' + attr.server", [`${builder} 2:8`]],
    ['return { url: attr.server }', [`${builder} 2:8`]],
    ["const parts = ['a', attr.server]\nreturn parts.join('')", [`${builder} 3:8`]],
    ['var u = `jdbc:${attr.server}`\nif (attr.port) return u\nreturn [u]', [`${builder} 3:23`]],
    ['var u = attr.server', [`${builder} 1:2`]],
    ['if (attr.port) return\nreturn [attr.server]', [`${builder} 2:16`]],
    ['return [attr.server, 5432]', [`${builder} 2:22`]],
    ["return pairs()\nfunction pairs() { return 'a=b' }", [`${builder} 2:8`]],
    ["return connectionHelper.ThrowTableauException('no')", []],
    ['var r = []\nr.push(attr.server)\nreturn r', []],
    ['return [attr.server].concat(attr.port ? [attr.port] : [])', []],
    ["var r = 'a'\nr = [r]\nreturn r", []],
    ['return attr.server.split(";")', []],
    ['return attr.port ? [attr.server] : make(attr.port)\nfunction make(p) { return [p].map(String) }', []],
    ["throw connectionHelper.ThrowTableauException('no')", []],
  ])
  holds('connectionProperties.js', [
    ["return ['user=' + attr.username]", [`${properties} 2:8`]],
    ["var p = []\np.push('user=' + attr.username)\nreturn p", [`${properties} 4:8`]],
    ['var p = {}\np.user = attr.username\nreturn p', []],
    ['var p = attr.port ? [] : {}\nreturn p', []],
  ])
})

describe('js-throw-custom', () => {
  holds('connectionBuilder.js', [
    ["if (!attr.port) throw new Error('no port')\nreturn [attr.server]", ['js-throw-custom 2:17']],
    ["try { throw new Error('a') } catch (e) { return [attr.server] }", []],
    ['try { return [attr.server] } catch (e) { throw e }', []],
  ])

  it('leaves packages and the helpers of bundlers alone', async () => {
    const facts = scriptFacts(await changedConnector({}))
    const place = { file: 'connection-resolver.tdr', line: 1, column: 1 }
    const plan = {
      role: 'connection-builder',
      path: 'a.js',
      kind: 'module',
      sourcePath: 'a.ts',
      place,
      facts,
    } as const
    const code = '__tacosmith = (attr) => { if (!attr.port) throw new Error("x")\nreturn [attr.server] }'
    const from = async (file: string | undefined) => {
      const locate = () => (file === undefined ? undefined : { file, line: 1, column: 1 })
      const bundles = new Map([['a.js', { code, locate }]])
      return (await finishScripts([plan], bundles, { target: 'es2016', check: true, trial: false })).findings
    }
    expect(briefly(await from('a.ts'))).toEqual(['js-throw-custom 1:1'])
    expect(await from('../node_modules/quoting/index.js')).toEqual([])
    expect(await from(undefined)).toEqual([])
  })
})
