import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { loadScript } from '../testing.ts'
import { textRunner } from './text-runner.ts'

const scriptOf = (body: string) => `(function (attr) {\n${body}\n})`

describe('a script of a test stays in the sandbox', () => {
  const marker = join(tmpdir(), `tacosmith-test-attack-${process.pid}`)
  const payload = `typeof process !== 'undefined' && process.getBuiltinModule
    ? (process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(marker)}, 'x'), 'REACHED') : typeof process`

  it.each([
    ['its own constructor', '(function () {}).constructor'],
    ['the constructor of attr', 'attr.constructor.constructor'],
    ['a function of the test', 'ofTest.constructor'],
    ['what a function of the test gives', 'ofTest().constructor.constructor'],
    [
      'an error of a function of the test',
      '(function () { try { failing() } catch (e) { return e.constructor.constructor } })()',
    ],
    [
      'the error of a wrong call',
      '(function () { try { ofTest(String) } catch (e) { return e.constructor.constructor } })()',
    ],
    ['an object of the test', 'ofObject.constructor.constructor'],
  ])('by way of %s', async (_way, reach) => {
    const run = await loadScript(
      scriptOf(`var F = ${reach}\nreturn [F('return ' + ${JSON.stringify(payload)})()]`),
      {
        globals: {
          ofTest: () => ({ list: [] }),
          failing: () => {
            throw new RangeError('no')
          },
          ofObject: { date: new Date(0) },
        },
      },
    )
    expect(run()).toEqual(['undefined'])
    expect(existsSync(marker)).toBe(false)
  })

  it('also when it takes our own code apart', async () => {
    const run = await loadScript(
      scriptOf(`JSON.parse = JSON.stringify = Array.prototype.push = Object.keys = function () { return 'changed' }
        String = Array.isArray = function () { return true }
        return ['a', { b: 1 }]`),
    )
    expect(run()).toEqual(['a', { b: 1 }])
    const odd = await loadScript(scriptOf('Object.prototype.toJSON = function () { return 1 }\nreturn []'))
    expect(() => odd()).toThrow(expect.objectContaining({ name: 'TacosmithError', code: 'script' }))
  })

  it('and is ended where it does not end', async () => {
    const endless = textRunner(scriptOf('while (attr) {}'), 'script.js', { settings: {}, globals: {} }, 500)
    expect(() => endless({}, () => {})).toThrow('script.js did not finish within 0.5 seconds')
    const greedy = textRunner(
      scriptOf('var a = []\nwhile (true) a.push(new Array(10000))'),
      'script.js',
      { settings: {}, globals: {} },
      500,
    )
    expect(() => greedy({}, () => {})).toThrow()
    expect((await loadScript(scriptOf('return [attr.a]')))({ a: 'b' })).toEqual(['b'])
  })
})

describe('functions of a test', () => {
  it('get copies of what the script hands them, and give copies back', async () => {
    const seen = vi.fn((...values: unknown[]) => ({ values, when: new Date(86_400_000), none: undefined }))
    const run = await loadScript(
      scriptOf(`var given = { a: [1, undefined, NaN, -0, Infinity], m: new Map([['k', new Set([1])]]), r: /x/g }
        given.self = given
        var back = seen(given, 'text')
        return [back.values[0].self === back.values[0], back.values[0].m.get('k').has(1), back.when.getTime(), 'none' in back]`),
      { globals: { seen } },
    )
    expect(run()).toEqual([true, true, 86_400_000, true])
    const [given, text] = seen.mock.calls[0] as [Record<string, unknown>, string]
    expect(text).toBe('text')
    expect(given.a).toEqual([1, undefined, Number.NaN, -0, Number.POSITIVE_INFINITY])
    expect(given.m).toEqual(new Map([['k', new Set([1])]]))
    expect(given.r).toEqual(/x/g)
    expect(given.self).toBe(given)
  })

  it('keep the object that they are methods of', async () => {
    class Counter {
      count = 0
      add(by: number) {
        this.count += by
        return this.count
      }
    }
    const counter = new Counter()
    const run = await loadScript(scriptOf('counter.add(2)\nreturn [counter.add(3)]'), {
      globals: { counter },
    })
    expect(run()).toEqual([5])
    expect(counter.count).toBe(5)
  })

  it('may give functions, and run other scripts', async () => {
    const inner = await loadScript(scriptOf('return ["inner " + attr.a]'))
    const run = await loadScript(scriptOf('return [make("x")("y")]'), {
      globals: { make: (first: string) => (second: string) => (inner({ a: first + second }) as string[])[0] },
    })
    expect(run()).toEqual(['inner xy'])
  })

  it('throw to the script, and through it to the test as they threw', async () => {
    const error = new SyntaxError('from the test')
    const globals = {
      fail: () => {
        throw error
      },
    }
    const uncaught = await loadScript(scriptOf('return [fail()]'), { globals })
    expect(() => uncaught()).toThrow(error)
    const caught = await loadScript(scriptOf('try { fail() } catch (e) { return [e.name, e.message] }'), {
      globals,
    })
    expect(caught()).toEqual(['SyntaxError', 'from the test'])
  })

  it('cannot be given functions', async () => {
    const run = await loadScript(scriptOf('return [take(function () {})]'), { globals: { take: () => 1 } })
    expect(() => run()).toThrow(new TypeError('a function of the test cannot be given a function'))
  })

  it('do not count towards the time of the script', async () => {
    const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800)
    const run = textRunner(
      scriptOf('wait()\nreturn ["done"]'),
      'script.js',
      { settings: {}, globals: { wait } },
      500,
    )
    expect(run({}, () => {})).toEqual(['done'])
  })

  it('are told of a global that cannot be copied', async () => {
    const run = await loadScript(scriptOf('return [odd]'), { globals: { odd: Symbol('odd') } })
    expect(() => run()).toThrow(/the option globals holds a symbol/)
  })
})

describe('values of a script', () => {
  it.each([
    ['undefined', undefined],
    ['[undefined, null, NaN, -0, 1e400]', [undefined, null, Number.NaN, -0, Number.POSITIVE_INFINITY]],
    ['{ "__proto__x": 1, "": [{}] }', { __proto__x: 1, '': [{}] }],
    ['JSON.parse(\'{"__proto__":{"a":1}}\')', JSON.parse('{"__proto__":{"a":1}}')],
    ['new Date(5)', new Date(5)],
    ['new Map([[{}, 1]])', new Map([[{}, 1]])],
    ['"\\ud800 \\u0000 ä"', '\ud800 \u0000 ä'],
  ])('arrive as they are: %s', async (expression, value) => {
    const run = await loadScript(scriptOf(`return ${expression}`))
    expect(run()).toStrictEqual(value)
  })

  it('arrive with their circles', async () => {
    const run = await loadScript<{ self: unknown }>(
      scriptOf('var a = { b: [] }\na.self = a\na.b.push(a)\nreturn a'),
    )
    const value = run()
    expect(value.self).toBe(value)
  })

  it('have names where they are errors', async () => {
    const deep = await loadScript(scriptOf('function f() { return f() + 1 }\nreturn [f()]'))
    expect(() => deep()).toThrow(RangeError)
    const own = await loadScript(scriptOf('var e = new Error("m")\ne.name = "Own"\nthrow e'))
    expect(() => own()).toThrow(expect.objectContaining({ name: 'Own', message: 'm' }))
    const object = await loadScript(scriptOf('throw { a: 1 }'))
    expect(() => object()).toThrow('the script threw an object that is not an error')
  })
})
