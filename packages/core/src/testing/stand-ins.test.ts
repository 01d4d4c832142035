import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadScript } from '../testing.ts'

const folder = await mkdtemp(join(tmpdir(), 'tacosmith-stand-ins-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

describe('the stand-ins', () => {
  const call = async (expression: string, options = {}) =>
    (await loadScript(`(function (attr) { return ${expression} })`, options))()

  it.each([
    ['plain', 'k=plain'],
    ['with blank', 'k=with blank'],
    [' edge', 'k={ edge}'],
    ['a;b', 'k={a;b}'],
    ['a}b', 'k={a}}b}'],
    ['{ready}', 'k={ready}'],
    ['{not}ready}', 'k={{not}}ready}}}'],
    ['', 'k='],
  ])('quote %j as ODBC asks', async (value, expected) => {
    expect(await call(`[connectionHelper.FormatKeyValuePair('k', ${JSON.stringify(value)})]`)).toEqual([
      expected,
    ])
  })

  it.each([
    ['a=1;b=2', { a: '1', b: '2' }],
    [' a = 1 ; ; junk ;b={x;}}y} ;a=3', { a: '1', b: 'x;}y' }],
    ['a={open;b=1', { a: '{open', b: '1' }],
    ['a=b=c', { a: 'b=c' }],
    ['', {}],
  ])('take %j apart', async (text, expected) => {
    expect(await call(`connectionHelper.ParseODBCConnectString(${JSON.stringify(text)})`)).toEqual(expected)
  })

  it('survive odd keywords', async () => {
    expect(await call('Object.keys(connectionHelper.ParseODBCConnectString("__proto__=1"))')).toEqual([
      '__proto__',
    ])
    expect(await call('connectionHelper.ParseODBCConnectString(undefined)')).toEqual({})
  })

  it('log, anew for each call, also of one that throws', async () => {
    const run = await loadScript('(function (attr) { logging.Log(attr.a); logging.log(1); return attr.b.c })')
    expect(run.log).toEqual([])
    expect(() => run({ a: 'x' })).toThrow()
    expect(run.log).toEqual(['x', '1'])
    run({ a: 'y', b: '' })
    expect(run.log).toEqual(['y', '1'])
  })

  it('answer as the options say', async () => {
    const expression =
      '[connectionHelper.GetPlatform(), connectionHelper.GetProductName(), connectionHelper.getProductVersion(), driverLocator.LocateDriver(attr), driverLocator.locateDriverVersion(attr)]'
    const options = {
      platform: 'linux',
      product: { name: 'Tableau Server', version: '2025.1' },
      driver: { name: 'D', version: '3' },
    }
    expect(await call(expression, options)).toEqual(['linux', 'Tableau Server', '2025.1', 'D', '3'])
  })

  it('find the driver in the resolver beside the script, or in the one that is named', async () => {
    const resolver = await file(
      'connection.tdr',
      `<tdr><driver-resolver><driver-match platform="mac"><driver-name type="exact">Mac Driver</driver-name></driver-match>
       <driver-match><driver-name type="regex">Brook (ODBC|Other) v[0-9]+.*</driver-name></driver-match></driver-resolver></tdr>`,
    )
    const script = '(function (attr) { return [driverLocator.LocateDriver(attr)] })'
    expect((await loadScript(await file('odbc.js', script)))()).toEqual(['Brook ODBC v0'])
    expect((await loadScript(script, { resolver, platform: 'mac' }))()).toEqual(['Mac Driver'])
    await expect(call('[driverLocator.LocateDriver(attr)]')).rejects.toThrow(/no driver is known/)
  })

  it('can be replaced, in both letter cases, and added to', async () => {
    const globals = { connectionHelper: { GetPlatform: () => 'amiga' }, extra: 7 }
    expect(
      await call('[connectionHelper.getPlatform(), connectionHelper.attributeServer, extra]', { globals }),
    ).toEqual(['amiga', 'server', 7])
    expect((await loadScript('export default () => [extra]', { globals }))()).toEqual([7])
    await expect(loadScript('export default () => [extra]')).rejects.toThrow(/`extra` is declared nowhere/)
  })

  it('refuse what Tableau refuses', async () => {
    await expect(call('connectionHelper.SetImpersonateAttributes(attr, [])')).rejects.toThrow(/2020\.1/)
  })
})
