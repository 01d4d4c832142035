import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingImport, unresolvedImport } from './missing-import.ts'

describe('unresolvedImport', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'unresolved-'))
    await mkdir(join(root, 'node_modules/@scope/there'), { recursive: true })
    await mkdir(join(root, 'connector/scripts'), { recursive: true })
  })
  afterAll(() => rm(root, { recursive: true }))
  const reason = (specifier: string) => unresolvedImport(specifier, join(root, 'connector/scripts'))

  it.each([
    ['left-pad', 'left-pad'],
    ['left-pad/lib/index.js', 'left-pad'],
    ['@scope/other/x', '@scope/other'],
  ])('calls the package of %s one that is not installed, with the command', (specifier, name) => {
    expect(reason(specifier)).toMatchObject({
      code: 'script',
      message: `cannot find "${specifier}": the package ${name} is not installed`,
      help: `Run npm install --save-dev ${name}, or correct the import.`,
    })
  })

  it.each(['fs', 'node:fs', 'fs/promises'])('knows %s as a module of Node', (specifier) => {
    expect(reason(specifier)?.message).toBe(`"${specifier}" is a Node module, which Tableau does not have`)
  })

  it.each(['./x', '../x', '/x', '#x', '~/x', '@/x', 'virtual:x', 'https://x.y/z', '@scope/there/none'])(
    'leaves %s to the bundler',
    (specifier) => expect(reason(specifier)).toBeUndefined(),
  )
})

describe('missingImport', () => {
  const folder = join(tmpdir(), 'connector')
  it.each([
    ['./nowhere', 'a.ts', 'a.ts: cannot find "./nowhere": there is no such file'],
    ['..', 'a.ts', 'a.ts: cannot find "..": there is no such file'],
    ['/x/y.ts', 'lib/a.ts', 'lib/a.ts: cannot find "/x/y.ts": there is no such file'],
    ['~/lib', 'a.ts', 'a.ts: cannot find "~/lib": nothing resolves it'],
    ['virtual:x', 'a.ts', 'a.ts: cannot find "virtual:x": nothing resolves it'],
    ['node:fs', '../src/a.ts', '../src/a.ts: "node:fs" is a Node module, which Tableau does not have'],
    ['left-pad', 'a.ts', 'a.ts: cannot find "left-pad": the package left-pad is not installed'],
  ])('tells who imports %s, and what is missing', (specifier, importer, message) => {
    const error = missingImport(specifier, join(folder, importer), folder)
    expect(error).toMatchObject({ code: 'script', message })
    expect(error.help).toBeDefined()
  })

  it('tells where the import is', async () => {
    const root = await mkdtemp(join(tmpdir(), 'missing-'))
    try {
      await writeFile(join(root, 'a.ts'), 'import { b } from \'b-lib\'\nimport { c } from "./c"\n')
      expect(missingImport('b-lib', join(root, 'a.ts'), root).message).toMatch(/^a\.ts:1:19: cannot find/)
      expect(missingImport('./c', join(root, 'a.ts'), root).message).toMatch(/^a\.ts:2:19: cannot find/)
    } finally {
      await rm(root, { recursive: true })
    }
  })
})
