import { expect, it } from 'vitest'
import { resolvePluginOptions } from './plugin-options.ts'

it('has defaults', () => {
  expect(resolvePluginOptions(undefined)).toMatchObject({
    buildTargetName: 'taco-build',
    outDir: '{projectRoot}/dist',
  })
  expect(resolvePluginOptions({ buildTargetName: undefined, env: ['A'] })).toMatchObject({
    buildTargetName: 'taco-build',
    env: ['A'],
  })
})

it.each<[unknown, string]>([
  ['x', 'the options of @tacosmith/nx in nx.json are "x", but should be an object'],
  [[], 'are [], but should be an object'],
  [{ buildTarget: 'b' }, 'buildTarget is unknown; there are validateTargetName, testTargetName,'],
  [{ buildTargetName: 3 }, 'buildTargetName is 3, but should be a name of letters'],
  [{ buildTargetName: 'a b' }, 'buildTargetName is "a b", but should be a name'],
  [{ signTargetName: 'x', buildTargetName: 'x' }, 'are both "x"'],
  [{ testTargetName: 'taco-build' }, 'are both "taco-build"'],
  [{ outDir: 'dist' }, 'outDir is "dist", but should be a folder such as "{projectRoot}/dist"'],
  [{ outDir: '{projectRoot}/../x' }, 'outDir is'],
  [{ fileName: 'a/b.taco' }, 'fileName is "a/b.taco", but should be a file name such as'],
  [{ fileName: '[name].taco' }, 'fileName is'],
  [{ inputs: ['shared'] }, 'inputs is ["shared"], but should be a list of paths such as'],
  [{ env: 'A' }, 'env is "A", but should be a list of names of environment variables'],
])('refuses %j', (options, message) => {
  expect(() => resolvePluginOptions(options)).toThrow(message)
})

it('tells all mistakes at once', () => {
  expect(() => resolvePluginOptions({ a: 1, env: [1] })).toThrow(/a is unknown[\s\S]*env is \[1\]/)
})
