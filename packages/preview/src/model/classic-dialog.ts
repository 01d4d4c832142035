import type { Connector } from '@tacosmith/core'
import type { ClassicDialog, DialogField } from '../dialog/dialog-model.ts'
import { ClassicConfig } from './classic-config.ts'
import { ClassicSignIn } from './classic-sign-in.ts'
import { plainField } from './dialog-fields.ts'
import { rootsOf } from './xml-roots.ts'

/** What the prompts of a `.tcd` file ask for, in the order in which Tableau draws them. */
const PROMPTS: readonly [prompt: string, attribute: string][] = [
  ['server-prompt', 'server'],
  ['port-prompt', 'port'],
  ['service-prompt', 'service'],
  ['db-name-prompt', 'dbname'],
  ['warehouse-prompt', 'warehouse'],
]
/** These stand below what users sign in with. */
const VENDOR_PROMPTS: readonly [prompt: string, attribute: string][] = [
  ['vendor1-prompt', 'vendor1'],
  ['vendor2-prompt', 'vendor2'],
  ['vendor3-prompt', 'vendor3'],
]
/** Settings that show something which no picture shows. */
const GUESSED = ['show-instance-url-prompt', 'show-encryption-checkbox', 'show-uncommitted-data-checkbox']
/** Settings that show something which is not drawn at all. */
const NOT_DRAWN = ['connection-options', 'show-db-browse-button', 'show-import-ssl-cert-label']

/** The dialog of a `.tcd` file as fields; undefined where the manifest names none that can be read. */
export function readClassicDialog(
  connector: Connector,
): { dialog: ClassicDialog; fields: DialogField[] } | undefined {
  const found = rootsOf(connector, 'connection-dialog')[0]
  if (found === undefined) return undefined
  const config = new ClassicConfig(found.file, found.root)
  const signIn = new ClassicSignIn(config)
  return {
    dialog: {
      choice: signIn.choice,
      guessed: [
        ...signIn.guessed,
        ...(config.has('server-prompt') ? [] : ['a field Server without a server-prompt']),
        ...GUESSED.filter((name) => config.isOn(name)),
        ...NOT_DRAWN.filter((name) => config.has(name) && !config.isOff(name)).map(
          (name) => `${name} (left out here)`,
        ),
      ],
    },
    fields: [
      ...serverByItself(config),
      ...config.prompts(PROMPTS, 'endpoint').filter(({ name }) => isPrompted(config, name)),
      ...instanceUrl(config),
      ...signIn.fields(),
      ...config.prompts(VENDOR_PROMPTS, 'general'),
      ...checkBoxes(config),
    ],
  }
}

/** Public connectors that need a server have no prompt for it, so that Tableau has to ask by itself. */
function serverByItself(config: ClassicConfig): DialogField[] {
  return config.has('server-prompt') ? [] : [{ ...plainField('server', 'Server:'), category: 'endpoint' }]
}

function isPrompted(config: ClassicConfig, name: string): boolean {
  return name !== 'service' || !config.isOff('show-service-prompt')
}

function instanceUrl(config: ClassicConfig): DialogField[] {
  if (!config.isOn('show-instance-url-prompt')) return []
  const place = config.placeOf('show-instance-url-prompt')
  return [{ ...plainField('instanceurl', 'Instance URL:'), category: 'endpoint', place }]
}

function checkBoxes(config: ClassicConfig): DialogField[] {
  const isRecommended = config.valueOf('default-ssl-mode') === 'require'
  const label = isRecommended ? 'Require SSL (recommended)' : 'Require SSL'
  return [
    ...config.checkBox('show-ssl-checkbox', {
      ...{ name: 'sslmode', label, on: 'require', isTicked: isRecommended },
    }),
    ...config.checkBox('show-encryption-checkbox', {
      ...{ name: 'encryption', label: 'Require Encryption', on: 'require', isTicked: false },
    }),
    ...config.checkBox('show-uncommitted-data-checkbox', {
      ...{ name: 'read-uncommitted', label: 'Read uncommitted data', on: 'yes', isTicked: false },
    }),
  ]
}
