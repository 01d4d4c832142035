import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { XmlFileKind } from '../../connector/connector.ts'
import { TacosmithError } from '../../errors.ts'
import { rootElements } from './root-elements.ts'
import { readSchemaModel } from './schema-model.ts'

/** How deep below the named folder XSD files are looked for: an SDK checkout's top folder may be named too. */
const maximumDepth = 3

/**
 * Reads the schemas for all kinds of file from a folder with XSD files, such as a checkout of the Tableau Connector
 * SDK. What a file is for follows from its root element and not from its name.
 *
 * @throws {TacosmithError} `environment` where the folder cannot be read, holds no schema for a kind or two different
 *   ones.
 */
export async function readSchemaFolder(folder: string): Promise<Record<XmlFileKind, string>> {
  const schemas = await Promise.all((await listSchemas(folder)).map(async (path) => readSchema(path)))
  const kinds = Object.keys(rootElements) as XmlFileKind[]
  return Object.fromEntries(kinds.map((kind) => [kind, chooseSchema(kind, schemas, folder)])) as Record<
    XmlFileKind,
    string
  >
}

interface SchemaFile {
  path: string
  text: string
  roots: readonly string[]
}

/** The XSD files in and below a folder. @throws TacosmithError `environment` where it cannot be read. */
export async function listSchemas(folder: string): Promise<string[]> {
  try {
    return await listBelow(folder, maximumDepth)
  } catch (cause) {
    throw new TacosmithError('environment', `The schema folder ${folder} cannot be read.`, {
      help: 'Give the folder of an SDK checkout that contains the XSD files.',
      cause,
    })
  }
}

async function listBelow(folder: string, depth: number): Promise<string[]> {
  const paths: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isFile() && entry.name.toLowerCase().endsWith('.xsd')) paths.push(path)
    const isSearched = entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules'
    if (isSearched && depth > 0) paths.push(...(await listBelow(path, depth - 1)))
  }
  return paths.sort()
}

async function readSchema(path: string): Promise<SchemaFile> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  return { path, text, roots: [...readSchemaModel(text).roots.keys()] }
}

function chooseSchema(kind: XmlFileKind, schemas: readonly SchemaFile[], folder: string): string {
  const root = rootElements[kind]
  const fitting = schemas.filter(({ roots }) => roots.includes(root))
  // A checkout may hold copies; only schemas that differ leave a doubt.
  const [first, second] = fitting.filter(
    ({ text }, index) => fitting.findIndex((other) => other.text === text) === index,
  )
  if (first === undefined) {
    throw new TacosmithError(
      'environment',
      `${folder} contains no XSD file with the root element <${root}>.`,
      {
        help: 'Give the folder of an SDK checkout that contains the XSD files of all eight kinds.',
      },
    )
  }
  if (second !== undefined) {
    const message = `Two XSD files have the root element <${root}> and differ: ${first.path} and ${second.path}.`
    throw new TacosmithError('environment', message, {
      help: 'Give the folder of a single version of the schemas.',
    })
  }
  return first.text
}
