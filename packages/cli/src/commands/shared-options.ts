import { resolve } from 'node:path'
import { TacosmithError, type ValidateOptions } from '@tacosmith/core'
import { checkOptions, type RuleSetting } from '@tacosmith/core/adapter'
import { type Command, Option } from 'commander'

/** The options that `validate` and `build` share. */
export interface ValidateFlags {
  json?: boolean
  backwardsCompatible?: boolean
  schemas?: string
  warningsAsErrors?: boolean
  profile?: 'default' | 'gallery'
  rule?: string[]
  engine?: 'auto' | 'libxmljs2' | 'libxml2-wasm'
  untrusted?: boolean
  verbose?: boolean
  log?: string
}

/**
 * Adds the options that `validate` and `build` share.
 *
 * @param verbose - What `--verbose` adds.
 */
export function addValidateOptions(
  command: Command,
  verbose = 'say on stderr which XML engine was used',
): Command {
  return command
    .option('--json', 'print one JSON document to stdout')
    .option('--backwards-compatible', 'report a missing authentication field as a warning')
    .option('--schemas <dir>', 'use the XSD files in this folder')
    .option('--warnings-as-errors', 'fail on warnings too')
    .addOption(
      new Option(
        '--profile <name>',
        'what the connector is for: gallery applies the requirements of Tableau Exchange',
      ).choices(['default', 'gallery']),
    )
    .option('--rule <id=setting>', 'set a rule to off, warn or error; repeatable', collect)
    .addOption(new Option('--engine <name>', 'XML engine').choices(['auto', 'libxmljs2', 'libxml2-wasm']))
    .option('--untrusted', 'load no configuration, run no scripts, read nothing outside the connector folder')
    .option('-v, --verbose', verbose)
    .option('-l, --log <dir>', 'also write packaging_logs.txt to this folder')
}

/** Collects the values of an option that may be given several times. */
export function collect(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value]
}

/**
 * Lays the command line's validation options over those of the configuration file.
 *
 * @param cwd - Where relative paths on the command line start.
 * @throws TacosmithError `usage` for a wrong option, by the name of its flag.
 */
export function mergeValidate(
  configured: ValidateOptions | undefined,
  flags: ValidateFlags,
  cwd: string,
): ValidateOptions {
  const { schemas, profile, engine } = flags
  const rules = ruleSettings(flags.rule ?? [])
  const given: ValidateOptions = {
    ...(flags.backwardsCompatible && { backwardsCompatible: true }),
    ...(schemas !== undefined && { schemas }),
    ...(flags.warningsAsErrors && { warningsAsErrors: true }),
    ...(profile !== undefined && { profile }),
    ...(engine !== undefined && { engine }),
  }
  checkOptions({ validate: { ...given, rules } }, 'command-line')
  const absolute = schemas === undefined ? {} : { schemas: resolve(cwd, schemas) }
  return { ...configured, ...given, ...absolute, rules: { ...configured?.rules, ...rules } }
}

function ruleSettings(flags: string[]): Record<string, RuleSetting> {
  return Object.fromEntries(
    flags.map((flag) => {
      const [, rule, setting] = /^([a-z0-9-]+)=(off|warn|error)$/.exec(flag) ?? []
      if (rule === undefined) {
        throw new TacosmithError('usage', `--rule ${flag} does not have the form ID=off, ID=warn or ID=error`)
      }
      return [rule, setting as RuleSetting]
    }),
  )
}
