import { describe, expect, it } from 'vitest'
import { evaluateInQjsEngine, findQjsEngine, type QtMajor } from './qjsengine.ts'

describe.each<QtMajor>([5, 6])('QJSEngine of Qt %i', (qtMajor) => {
  const engine = findQjsEngine(qtMajor)
  const evaluate = (script: string, inputs: unknown[] = [{}], prelude = '') =>
    evaluateInQjsEngine(engine!, { script, inputs, prelude })

  it.skipIf(!engine)('is the release that was asked for', () => {
    expect(engine?.qtVersion).toMatch(new RegExp(`^${qtMajor}\\.\\d+\\.\\d+$`))
  })

  it.skipIf(!engine)('answers for each input, whatever its characters', async () => {
    const inputs = [{ a: 'x' }, { a: 'é数\u2028"\\' }, { a: '' }]
    const answers = await evaluate('(function (attr) { return [attr.a, { b: attr.a }] })', inputs)
    expect(answers).toEqual(inputs.map(({ a }) => ({ value: [a, { b: a }] })))
  })

  it.skipIf(!engine)('tells values that JSON has not', async () => {
    expect(
      await evaluate('(function () { return [undefined, NaN, -Infinity, null, function () {}] })'),
    ).toEqual([{ value: [undefined, Number.NaN, Number.NEGATIVE_INFINITY, null, '[function]'] }])
  })

  it.skipIf(!engine)('tells errors, thrown and returned', async () => {
    expect(await evaluate('(function () { throw new RangeError("far") })')).toEqual([
      { error: { name: 'RangeError', message: 'far' } },
    ])
    expect(await evaluate('(function () { return new Error("near") })')).toEqual([
      { error: { name: 'Error', message: 'near' } },
    ])
    expect(await evaluate('(function () { throw "text" })')).toEqual([
      { error: { name: 'none', message: 'text' } },
    ])
    expect(await evaluate('(function (', [{}, {}])).toMatchObject([
      { error: { name: 'SyntaxError' } },
      { error: { name: 'SyntaxError' } },
    ])
    expect(await evaluate('function a() {}')).toEqual([
      { error: { name: 'none', message: 'the script is no function, but undefined' } },
    ])
  })

  it.skipIf(!engine)('starts anew with each input, after the prelude', async () => {
    const script =
      '(function () { count = (typeof count === "undefined" ? 0 : count) + 1; return [given + count] })'
    expect(await evaluate(script, [{}, {}], 'given = 41')).toEqual([{ value: [42] }, { value: [42] }])
  })

  it.skipIf(!engine)('says that a prelude does not run', async () => {
    await expect(evaluate('(function () {})', [{}], 'nowhere()')).rejects.toThrow(/nowhere/)
  })

  it.skipIf(!engine)('goes on after a script that brought the process down', async () => {
    const deep = "(function () { return new RegExp(Array(2e5).join('(') + Array(2e5).join(')')).test('') })"
    const failing = evaluate(deep)
    const following = evaluate('(function () { return [1] })')
    await expect(failing).rejects.toThrow(/ended with SIG/)
    expect(await following).toEqual([{ value: [1] }])
  })

  it.skipIf(!engine)('answers several at once, and after one that failed', async () => {
    const failing = evaluate('(function () {})', [{}], 'nowhere()')
    const following = evaluate('(function (attr) { return [typeof left, attr.a] })', [{ a: 1 }])
    await expect(failing).rejects.toThrow(/nowhere/)
    expect(await following).toEqual([{ value: ['undefined', 1] }])
    await evaluate('(function () { return [] })', [{}], 'left = 1')
    expect(await evaluate('(function () { return [typeof left] })')).toEqual([{ value: ['undefined'] }])
  })
})
