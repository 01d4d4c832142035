import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigner, type Signer } from '@tacosmith/core'
import { verifyIntegrity } from '@tacosmith/core/adapter'
import { callScript } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { drivers } from './drivers/index.ts'
import { connectorProject, type Project } from './project.ts'

describe.each(drivers)('$name', (driver) => {
  let project: Project
  let home: string
  beforeEach(async () => {
    // A key never lies inside the project.
    home = await mkdtemp(join(tmpdir(), 'tacosmith-home-'))
    vi.stubEnv('TACOSMITH_HOME', home)
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await project.dispose()
    await rm(home, { recursive: true, force: true })
  })

  it('signs with the development certificate, and says what that is worth', async () => {
    project = await connectorProject({}, { plugin: { sign: 'development' } })
    const { warnings, notes } = await driver.build(project)
    expect(await verifyIntegrity(await project.taco())).toEqual([])
    expect(notes.join('\n')).toContain('development certificate')
    expect(warnings).toEqual([])
  })

  it('signs once what does not change in watch mode', async () => {
    const { signer: inner } = await createSigner('development')
    let signatures = 0
    const signer: Signer = {
      certificates: () => inner.certificates(),
      sign: (toBeSigned) => {
        signatures += 1
        return inner.sign(toBeSigned)
      },
    }
    const script = { 'connectionBuilder.ts': 'export default () => ["one"]' }
    project = await connectorProject(script, { plugin: { sign: { signer, timestamp: false } } })
    const watching = await driver.watch(project)
    try {
      expect(await watching.next()).toBeUndefined()
      expect(signatures).toBe(1)
      const first = await project.taco()

      await project.write({ 'connector/connectionBuilder.ts': 'export default () => [ "one" ] // same' })
      expect(await watching.next()).toBeUndefined()
      expect(signatures).toBe(1)
      expect((await project.taco()).toString()).toBe(first.toString())

      await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["two"]' })
      expect(await watching.next()).toBeUndefined()
      expect(signatures).toBe(2)
      expect(callScript(await project.readTaco('connectionBuilder.js'), {})).toEqual(['two'])
    } finally {
      await watching.close()
    }
  })
})
