import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProjectChecks, scriptOf } from './check-projects.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'projects-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

const checks = (untrusted = false) =>
  new ProjectChecks({ cwd: folder, untrusted, mergeValidate: (configured = {}) => configured })

describe('ProjectChecks', () => {
  it('checks a connector once, however many of its files and folders are asked for', async () => {
    const files = Object.entries(minimalConnector()).map(([path, text]) => [`connector/${path}`, text])
    await write({ ...Object.fromEntries(files), 'package.json': '{}', 'src/lib.ts': '' })
    const projects = checks()
    const one = await projects.check('connector')
    expect(one.folder).toBe(join(folder, 'connector'))
    const scripts = ['connector/connectionBuilder.js', 'connector/connectionProperties.js', 'src/lib.ts']
    for (const script of scripts) expect(await projects.checkAround(join(folder, script))).toBe(one)
    expect(await projects.check(undefined)).toBe(one)
    expect(scriptOf(one, join(folder, 'connector/connectionBuilder.js'))?.report.ok).toBe(true)
    expect(scriptOf(one, join(folder, 'src/lib.ts'))).toBeUndefined()
  })

  it('finds a project by its configuration, unless a stranger wrote that', async () => {
    const files = Object.entries(minimalConnector()).map(([path, text]) => [`sources/${path}`, text])
    const config = "export default { connector: 'sources' }"
    await write({ ...Object.fromEntries(files), 'tacosmith.config.mjs': config, 'lib/a.ts': '' })
    const script = join(folder, 'lib/a.ts')
    expect((await checks().checkAround(script))?.folder).toBe(join(folder, 'sources'))
    expect(await checks(true).checkAround(script)).toBeUndefined()
  })
})
