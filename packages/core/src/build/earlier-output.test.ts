import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type TemporaryProject, temporaryProject } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { discardEarlierTacos } from './earlier-output.ts'

let project: TemporaryProject
beforeEach(async () => {
  project = await temporaryProject()
})
afterEach(() => project.dispose())

describe('discardEarlierTacos', () => {
  it('removes every .taco from a folder that would have been emptied, and no other file', async () => {
    await project.write({ 'dist/a.taco': '', 'dist/b.taco': '', 'dist/readme.txt': '' })
    await discardEarlierTacos({ folder: join(project.root, 'dist'), names: [undefined], all: true })
    expect(await readdir(join(project.root, 'dist'))).toEqual(['readme.txt'])
    await discardEarlierTacos({ folder: join(project.root, 'nowhere'), names: ['a.taco'], all: true })
  })

  it('leaves what is to be kept, and everything in a folder that is not emptied', async () => {
    await project.write({ 'dist/a.taco': '', 'dist/b.taco': '' })
    const output = { folder: join(project.root, 'dist'), names: ['a.taco'] }
    await discardEarlierTacos(output)
    expect(await readdir(join(project.root, 'dist'))).toEqual(['a.taco', 'b.taco'])
    await discardEarlierTacos({ ...output, all: true, keep: (name) => name.startsWith('a') })
    expect(await readdir(join(project.root, 'dist'))).toEqual(['a.taco'])
  })
})
