import { styleText } from 'node:util'
import type { ConnectorDescription, Verdict } from '@tacosmith/core'
import { type DescribedField, visibleText } from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'

/** What `tacosmith inspect --json` prints. */
export interface Inspected extends ConnectorDescription {
  /** Undefined for a folder. */
  signature?: Pick<Verdict, 'status' | 'ok' | 'signers' | 'validUntil'>
  /** What `tacosmith validate` would find. */
  report: { errors: number; warnings: number }
}

type Row = readonly [label: string, value: string | undefined]

/** A description for people: block by block, in the order in which one asks. */
export function inspectText(path: string, inspected: Inspected, terminal: Terminal): string {
  const { class: className, version, fields, scripts, oauthConfigs, capabilities } = inspected
  const title = `${className ?? 'no class'} ${version ?? 'no version'}`
  const heading = (text: string): string =>
    terminal.colorStdout ? styleText('bold', text, { validateStream: false }) : text
  const block = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', heading(name), ...lines]
  const { width } = terminal
  return [
    heading(visibleText(title)),
    ...rows([['from', path], ...identityRows(inspected)], width),
    ...block('signature', rows(signatureRows(inspected), width)),
    ...block('minimum Tableau version', minimumLines(inspected, width)),
    ...block('files', fileLines(inspected)),
    ...block(
      'fields',
      fields.flatMap((field) => fieldLines(field, width)),
    ),
    ...block(
      'prompts of the old dialog',
      rows(
        inspected.prompts.map(({ name, label }) => [name, label ?? '']),
        width,
      ),
    ),
    ...block('required attributes', list(inspected.requiredAttributes, width)),
    ...block(
      'scripts',
      rows(
        scripts.map(({ role, path: script, source, state }) => [role, scriptText(script, source, state)]),
        width,
      ),
    ),
    ...block(
      'dialect',
      inspected.dialects.flatMap((dialect) => wrap(dialectText(dialect), width, '  ')),
    ),
    ...block(
      'oauth',
      oauthConfigs.flatMap((config) => wrap(oauthText(config), width, '  ', '    ')),
    ),
    ...block('capabilities', capabilityLines(capabilities, width)),
    ...block('checks', [`  ${checksText(inspected)}`]),
    '',
  ].join('\n')
}

function identityRows({ displayName, superclass, vendor, languages }: Inspected): Row[] {
  return [
    ['name', displayName],
    ['superclass', superclass],
    ['vendor', vendor.name],
    ['support', vendor.supportLink],
    ['driver', vendor.driverDownloadLink],
    ['languages', languages.length === 0 ? undefined : languages.join(', ')],
  ]
}

function signatureRows({ signature }: Inspected): Row[] {
  if (signature === undefined) return []
  const { status, signers, validUntil } = signature
  return [
    ['verdict', status.replaceAll('-', ' ')],
    ...signers.flatMap(({ subject, algorithm, timestamp }): Row[] => [
      ['signed by', subject],
      ['algorithm', algorithm],
      [
        'timestamp',
        timestamp === undefined ? 'none' : `${timestamp.time.slice(0, 10)} by ${timestamp.authority}`,
      ],
    ]),
    ['good until', validUntil?.slice(0, 10)],
  ]
}

function minimumLines({ minTableauVersion: { version, reasons } }: Inspected, width: number): string[] {
  if (reasons.length === 0) return [`  ${version}, the first that loads packaged connectors`]
  return [
    `  ${version}`,
    ...reasons.flatMap(({ version: needed, message, file, line }) => {
      const place = file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`
      return wrap(`${message}${place}`, width, `  ${needed.padEnd(8)}`)
    }),
  ]
}

function fileLines({ files }: Inspected): string[] {
  const sizes = files.map(({ size }) => String(size))
  const width = Math.max(...sizes.map(({ length }) => length), 1)
  return files.map(
    ({ path, kind }, index) => `  ${(sizes[index] ?? '').padStart(width)}  ${visibleText(path)}  ${kind}`,
  )
}

function fieldLines(field: DescribedField, width: number): string[] {
  const { name, label, category, valueType, defaultValue, options, conditions } = field
  const facts = [
    valueType ?? 'no type',
    category,
    field.optional && 'optional',
    field.secure && 'secure',
    !field.editable && 'not editable',
    defaultValue && `default "${defaultValue}"`,
    options && `one of ${options.map((option) => `"${option}"`).join(', ')}`,
    conditions.length > 0 &&
      `shown where ${conditions.map((one) => `${one.field} is "${one.value ?? ''}"`).join(' or ')}`,
  ]
  const head = `  ${visibleText(name || 'no name')}  `
  return [...wrap(label ?? '', width, head), ...wrap(facts.filter(Boolean).join(', '), width, '    ')]
}

function scriptText(path: string, source: string | undefined, state: string): string {
  if (state === 'missing') return `${path}, which is missing`
  return source === undefined ? path : `${path}, built from ${source}`
}

function dialectText({
  file,
  name,
  base,
  functions,
  dateFunctions,
  sqlFormats,
}: Inspected['dialects'][number]): string {
  const counts = [
    count(functions, 'function'),
    count(dateFunctions, 'date function'),
    count(sqlFormats, 'SQL format'),
  ].join(', ')
  return `${name ?? file}, ${base === undefined ? 'defined in full' : `based on ${base}`}: ${counts}`
}

function oauthText({ file, id, label, authUri, capabilities }: Inspected['oauthConfigs'][number]): string {
  if (authUri === undefined && capabilities.length === 0 && id === undefined) return file
  const names = [id, label].filter(Boolean).join(', ')
  return `${file}${names ? ` (${names})` : ''}: ${authUri ?? 'no authUri'}${capabilities.length > 0 ? `; ${capabilities.join(', ')}` : ''}`
}

function capabilityLines(capabilities: Inspected['capabilities'], width: number): string[] {
  const on = capabilities.filter(({ value }) => value === 'yes').map(({ name }) => name)
  const off = capabilities
    .filter(({ value }) => value !== 'yes')
    .map(({ name, value }) => `${name}${value === 'no' ? '' : `="${value ?? ''}"`}`)
  return [
    ...(on.length > 0 ? wrap(on.join(', '), width, '  on   ') : []),
    ...(off.length > 0 ? wrap(off.join(', '), width, '  off  ') : []),
  ]
}

function checksText({ report: { errors, warnings } }: Inspected): string {
  if (errors + warnings === 0) return 'no findings'
  return `tacosmith validate finds ${count(errors, 'error')} and ${count(warnings, 'warning')}`
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}

function list(names: readonly string[], width: number): string[] {
  return names.length === 0 ? [] : wrap(names.join(', '), width, '  ')
}

function rows(all: readonly Row[], width: number): string[] {
  const present = all.filter((row): row is readonly [string, string] => row[1] !== undefined)
  const indent = Math.max(...present.map(([label]) => label.length), 0) + 2
  return present.flatMap(([label, value]) => wrap(value, width, `  ${label.padEnd(indent)}`))
}

/** Which file refers to which, from the manifest on. */
export function fileTree({ files, scripts }: Inspected, { width }: Pick<Terminal, 'width'>): string {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const shown = new Set<string>()
  const lines: string[] = []
  const waiting = [{ path: 'manifest.xml', lead: '', branch: '' }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, lead, branch } = next
    const file = byPath.get(path)
    const again = shown.has(path)
    const note =
      file === undefined
        ? `  ${absence(path, scripts)}`
        : again
          ? '  see above'
          : `  ${file.kind}, ${file.size} bytes`
    lines.push(...wrap(`${path}${note}`, width, branch, lead))
    if (file === undefined || again) continue
    shown.add(path)
    const { refersTo } = file
    for (const [index, child] of [...refersTo.entries()].reverse()) {
      const isLast = index === refersTo.length - 1
      waiting.push({
        path: child,
        branch: `${lead}${isLast ? '└─ ' : '├─ '}`,
        lead: `${lead}${isLast ? '   ' : '│  '}`,
      })
    }
  }
  const others = files.filter(({ path }) => !shown.has(path))
  return `${[...lines, ...others.map(({ path, kind, size }) => `${visibleText(path)}  ${kind}, ${size} bytes`)].join('\n')}\n`
}

function absence(path: string, scripts: Inspected['scripts']): string {
  const source = scripts.find((script) => script.path === path)?.source
  return source === undefined ? 'missing' : `built from ${source}`
}
