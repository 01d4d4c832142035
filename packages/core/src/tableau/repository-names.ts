import { type Host, pathsOf } from './host.ts'

/** The folders in which Tableau's products keep what belongs to the user, by product, where Tableau speaks English. */
export const repositoryNames = {
  desktop: 'My Tableau Repository',
  prep: 'My Tableau Prep Repository',
} as const

/** A Tableau product that runs on the user's computer. */
export type TableauProduct = keyof typeof repositoryNames

/** Where Tableau speaks another language, as seen in public scripts, guides and reports. */
const localizedNames: Record<TableauProduct, readonly string[]> = {
  desktop: [
    ...['我的 Tableau 存储库', 'マイ Tableau リポジトリ', '내 Tableau 리포지토리'],
    ...['Mon dossier Tableau', 'Mi repositorio de Tableau', 'Meu repositório do Tableau'],
  ],
  prep: [
    ...['我的 Tableau Prep 存储库', 'マイ Tableau Prep リポジトリ'],
    ...['Mon dossier Tableau Prep', 'Mi repositorio de Tableau Prep'],
  ],
}

/** The folder for connectors in a repository; the Japanese and the Chinese ones were seen, the others are translations. */
const connectorsNames: readonly string[] = [
  ...['Connectors', 'コネクタ', '连接器', '連接器', '커넥터'],
  ...['Connecteurs', 'Conectores', 'Konnektoren', 'Connettori'],
]

/** Tableau Desktop keeps a file of this name in its repository, whatever language it speaks. */
const preferencesName = 'Preferences.tps'

/** Whether a folder for connectors is called so. */
export function isConnectorsName(name: string): boolean {
  return connectorsNames.some((known) => equal(known, name))
}

/** The folder for connectors in a repository. */
export async function connectorsFolder(repository: string, host: Host): Promise<string> {
  const { join } = pathsOf(host)
  const names = (await host.disk.namesIn(repository).catch(() => undefined)) ?? []
  return join(repository, names.find(isConnectorsName) ?? 'Connectors')
}

/**
 * The repositories of a product in a folder of documents. They are known by their name, in the languages in which it is
 * known, or else by what is in a folder whose name has the product's in it.
 *
 * @param documents such as `~/Documents`
 */
export async function repositoriesIn(
  documents: string,
  product: TableauProduct,
  host: Host,
): Promise<string[]> {
  const { join } = pathsOf(host)
  const names = (await host.disk.namesIn(documents).catch(() => undefined)) ?? []
  const found: string[] = []
  for (const name of names.filter((one) => productOf(one) === product)) {
    const folder = join(documents, name)
    const isRepository = isKnown(name, product)
      ? (await host.disk.kindOf(folder)) === 'folder'
      : await looksLikeRepository(folder, host)
    if (isRepository) found.push(folder)
  }
  // One that is called so only by chance comes last.
  return found.toSorted((one, other) => rank(one, product, host) - rank(other, product, host))
}

function productOf(name: string): TableauProduct | undefined {
  if (!/tableau/i.test(name)) return undefined
  return /tableau prep/i.test(name) ? 'prep' : 'desktop'
}

function isKnown(name: string, product: TableauProduct): boolean {
  return [repositoryNames[product], ...localizedNames[product]].some((known) => equal(known, name))
}

async function looksLikeRepository(folder: string, host: Host): Promise<boolean> {
  const names = (await host.disk.namesIn(folder).catch(() => undefined)) ?? []
  return names.includes(preferencesName) || names.some(isConnectorsName)
}

function rank(folder: string, product: TableauProduct, host: Host): number {
  const name = pathsOf(host).basename(folder)
  if (equal(name, repositoryNames[product])) return 0
  return isKnown(name, product) ? 1 : 2
}

/** macOS keeps accents apart from their letters. */
function equal(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase()
}
