import { resolve } from 'node:path'
import { openTruststore, type Truststore } from '@tacosmith/core'
import type { InstallTarget, TableauProduct } from '@tacosmith/core/adapter'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { collect } from './shared-options.ts'

/** The options that say where connectors are installed. */
export interface PlaceFlags {
  product?: TableauProduct[]
  repository?: string
  allUsers?: boolean
  serverDir?: string
  development?: string
}

/** The option that says whom to trust. */
export interface TrustFlags {
  truststore?: string[]
}

/** Adds the options that `install`, `uninstall` and `list` share. */
export function addPlaceOptions(command: Command): Command {
  const others = (...names: string[]): string[] => names
  return command
    .option('--product <name>', 'desktop or prep; repeatable', collectProduct)
    .option('--repository <dir>', 'your My Tableau Repository, if it is elsewhere')
    .addOption(
      new Option('--all-users', 'the folder for all users of this computer').conflicts(
        others('product', 'repository', 'serverDir', 'development'),
      ),
    )
    .addOption(
      new Option(
        '--server-dir <dir>',
        'the folders of a Tableau Server, the older method; DIR contains data/tabsvc',
      ).conflicts(others('product', 'repository', 'development')),
    )
    .addOption(
      new Option(
        '--development <dir>',
        'a development folder that Tableau Server is configured to read',
      ).conflicts(others('product', 'repository')),
    )
}

/** Adds `--truststore`. */
export function addTruststoreOption(command: Command): Command {
  return command.option(
    '--truststore <file>',
    "trust the roots in this file instead of the installed Java's; repeatable; the word default adds Java's back",
    collect,
  )
}

/** The target that the options name, or undefined where they name none. */
export function targetOf(flags: PlaceFlags, cwd: string): InstallTarget | undefined {
  if (flags.allUsers) return { kind: 'all-users' }
  if (flags.serverDir !== undefined) return { kind: 'server', folder: resolve(cwd, flags.serverDir) }
  if (flags.development !== undefined) {
    return { kind: 'development', folder: resolve(cwd, flags.development) }
  }
  if (flags.product === undefined && flags.repository === undefined) return undefined
  const products = [...new Set(flags.product ?? ['desktop' as const])]
  const repository = flags.repository === undefined ? {} : { repository: resolve(cwd, flags.repository) }
  return { kind: 'products', products, ...repository }
}

/** Opens the truststores that the options name. */
export async function openTrust({ truststore = [] }: TrustFlags, cwd: string): Promise<Truststore> {
  return await openTruststore({
    files: truststore.map((file) => (file === 'default' ? file : resolve(cwd, file))),
  })
}

/** Reads the name of a product. */
export function parseProduct(value: string): TableauProduct {
  if (value === 'desktop' || value === 'prep') return value
  throw new InvalidArgumentError('Allowed choices are desktop, prep.')
}

function collectProduct(value: string, earlier: TableauProduct[] | undefined): TableauProduct[] {
  return [...(earlier ?? []), parseProduct(value)]
}
