import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validateFile } from '../../rules/validate-file.ts'
import { embeddedSchemas } from './embedded.ts'
import { readSchemaFolder } from './schema-folder.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schemas-'))
  await mkdir(join(folder, 'checkout', 'validation'), { recursive: true })
  const named = Object.entries(embeddedSchemas).map(([kind, text], index) => ({
    name: `s${index}.xsd`,
    kind,
    text,
  }))
  for (const { name, kind, text } of named) {
    // A resource needs a language here, so that the verdict shows which schema was used.
    const changed = text.replace(
      '<xs:attribute name="name" type="xs:token"',
      '<xs:attribute name="language" type="xs:token" use="required"/>$&',
    )
    await writeFile(join(folder, 'checkout', 'validation', name), kind === 'resource' ? changed : text)
  }
})

afterAll(() => rm(folder, { recursive: true }))

describe('readSchemaFolder', () => {
  it('finds the schema of each kind by its root element, below the folder too', async () => {
    const schemas = await readSchemaFolder(join(folder, 'checkout'))
    expect(schemas.dialect).toBe(embeddedSchemas.dialect)
    expect(schemas.resource).not.toBe(embeddedSchemas.resource)
  })

  it('is what the option `schemas` uses', async () => {
    const bytes = new TextEncoder().encode('<resources><string name="a"/></resources>')
    expect(await validateFile('resource', bytes)).toEqual([])
    const found = await validateFile('resource', bytes, { schemas: join(folder, 'checkout') })
    expect(found).toMatchObject([
      { rule: 'schema-invalid', message: '<string> lacks the attribute `language`' },
    ])
  })

  it('refuses a folder that is not there or not complete', async () => {
    await expect(readSchemaFolder(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'environment' })
    const empty = await mkdtemp(join(folder, 'empty-'))
    await expect(readSchemaFolder(empty)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('<connector-plugin>'),
    })
  })

  it('refuses two different schemas for one kind, but not copies', async () => {
    const copy = join(folder, 'checkout', 'copy.xsd')
    await writeFile(copy, embeddedSchemas.dialect)
    await expect(readSchemaFolder(join(folder, 'checkout'))).resolves.toBeDefined()
    await writeFile(copy, `${embeddedSchemas.dialect}<!-- changed -->`)
    await expect(readSchemaFolder(join(folder, 'checkout'))).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('<dialect>'),
    })
    await rm(copy)
  })
})
