import type { Connector } from '@tacosmith/core'
import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  parseXsBoolean,
  type XmlElement,
} from '@tacosmith/core/adapter'
import type { ClassicDialog, Condition, DialogField, Option } from '../dialog/dialog-model.ts'
import { plainField } from './dialog-fields.ts'
import { placeOf, rootsOf } from './xml-roots.ts'

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

/** The dialog of a `.tcd` file as fields; undefined where the manifest names none that can be read. */
export function readClassicDialog(
  connector: Connector,
): { dialog: ClassicDialog; fields: DialogField[] } | undefined {
  const found = rootsOf(connector, 'connection-dialog')[0]
  if (found === undefined) return undefined
  const config = new ClassicConfig(found.file, found.root)
  return {
    dialog: {
      choice: config.choice(),
      showsSsl: config.isOn('show-ssl-checkbox'),
      isSslRecommended: config.valueOf('default-ssl-mode') === 'require',
    },
    fields: [
      ...config.prompts(PROMPTS, 'endpoint'),
      ...config.signIn(),
      ...config.prompts(VENDOR_PROMPTS, 'general'),
      ...config.ssl(),
    ],
  }
}

/** How each way to sign in is called in a `.tcd` file, in a dialog, and as an attribute. */
const SIGN_IN: Readonly<Record<string, { label: string; value: string }>> = {
  None: { label: 'No Authentication', value: 'auth-none' },
  Username: { label: 'Username', value: 'auth-user' },
  UsernameAndPassword: { label: 'Username and Password', value: 'auth-user-pass' },
  Password: { label: 'Password', value: 'auth-pass' },
  OAuth: { label: 'Sign in using OAuth', value: 'oauth' },
  Integrated: { label: 'Integrated Authentication', value: 'auth-integrated' },
  Kerberos: { label: 'Kerberos', value: 'auth-integrated' },
}

/** The way to sign in that a mode stands for by itself. */
const OPTION_OF_MODE: Readonly<Record<string, string>> = {
  None: 'None',
  BasicUserNameOnly: 'Username',
  PasswordOnly: 'Password',
}

interface SignInOption extends Option {
  /** As the file calls it. */
  name: string
  isDefault: boolean
}

class ClassicConfig {
  readonly #file: string
  readonly #settings: XmlElement[]

  constructor(file: string, root: XmlElement) {
    this.#file = file
    this.#settings = childrenNamed(root, 'connection-config').flatMap(({ children }) => children)
  }

  #setting(name: string): XmlElement | undefined {
    return this.#settings.find((element) => element.name === name)
  }

  valueOf(name: string): string | undefined {
    const element = this.#setting(name)
    const value = element && attributeValue(element, 'value')
    return value === undefined ? undefined : collapseBlanks(value)
  }

  isOn(name: string): boolean {
    return parseXsBoolean(this.valueOf(name)) === true
  }

  prompts(prompts: readonly [string, string][], category: DialogField['category']): DialogField[] {
    return prompts.flatMap(([prompt, attribute]): DialogField[] => {
      const element = this.#setting(prompt)
      if (element === undefined || parseXsBoolean(attributeValue(element, 'enabled')) === false) return []
      const isOptional = parseXsBoolean(attributeValue(element, 'optional')) === true
      return [
        {
          ...plainField(attribute, attributeValue(element, 'value') ?? ''),
          category,
          defaultValue: attributeValue(element, 'default') ?? '',
          placeholder: isOptional ? 'Optional' : '',
          isOptional,
          place: placeOf(this.#file, element),
        },
      ]
    })
  }

  choice(): ClassicDialog['choice'] {
    if (this.#options().length < 2) return 'none'
    return this.valueOf('authentication-mode')?.startsWith('Radio') ? 'radio' : 'combo-box'
  }

  #options(): SignInOption[] {
    const element = this.#setting('authentication-options')
    const listed = element === undefined ? [] : childrenNamed(element, 'option')
    const options = listed.map((option) => {
      const name = collapseBlanks(attributeValue(option, 'name') ?? '')
      const known = Object.hasOwn(SIGN_IN, name) ? SIGN_IN[name] : undefined
      return {
        name,
        label: known?.label ?? name,
        value: attributeValue(option, 'value') ?? known?.value ?? name,
        isDefault: parseXsBoolean(attributeValue(option, 'default')) === true,
      }
    })
    return options.length > 0 ? options : [this.#optionOfMode()]
  }

  #optionOfMode(): SignInOption {
    const mode = this.valueOf('authentication-mode') ?? ''
    const name =
      (Object.hasOwn(OPTION_OF_MODE, mode) ? OPTION_OF_MODE[mode] : undefined) ?? 'UsernameAndPassword'
    return { name, label: '', value: '', ...SIGN_IN[name], isDefault: true }
  }

  /** What users sign in with: the choice where there are several ways, and the fields of each. */
  signIn(): DialogField[] {
    const options = this.#options()
    const chosen = options.find(({ isDefault }) => isDefault) ?? options[0]
    const place = this.#setting('authentication-options') ?? this.#setting('authentication-mode')
    const authentication: DialogField = {
      ...plainField('authentication', 'Authentication:'),
      category: 'authentication',
      valueType: 'selection',
      defaultValue: chosen?.value ?? '',
      isEditable: options.length > 1,
      groups: [{ conditions: [], options: options.map(({ label, value }) => ({ label, value })) }],
      place: place && placeOf(this.#file, place),
    }
    const where = (names: readonly string[]): Condition[] =>
      options
        .filter(({ name }) => names.includes(name))
        .map(({ value }) => ({ field: 'authentication', value }))
    const user = where(['Username', 'UsernameAndPassword', 'ADUsernameAndPassword', 'LDAP'])
    const password = where(['Password', 'UsernameAndPassword', 'ADUsernameAndPassword', 'LDAP'])
    return [
      authentication,
      ...(user.length === 0 ? [] : [this.#credential('username', 'Username:', user)]),
      ...(password.length === 0 ? [] : [this.#credential('password', 'Password:', password)]),
    ]
  }

  /** `BasicNoValidateFields` lets users sign in without having filled in either. */
  #credential(name: string, label: string, conditions: Condition[]): DialogField {
    return {
      ...plainField(name, label),
      category: 'authentication',
      conditions,
      isSecure: name === 'password',
      isOptional: this.valueOf('authentication-mode') === 'BasicNoValidateFields',
    }
  }

  ssl(): DialogField[] {
    if (!this.isOn('show-ssl-checkbox')) return []
    const isRecommended = this.valueOf('default-ssl-mode') === 'require'
    const element = this.#setting('show-ssl-checkbox')
    return [
      {
        ...plainField('sslmode', isRecommended ? 'Require SSL (recommended)' : 'Require SSL'),
        category: 'ssl',
        valueType: 'boolean',
        defaultValue: isRecommended ? 'require' : '',
        booleanValues: { false: '', true: 'require' },
        place: element && placeOf(this.#file, element),
      },
    ]
  }
}
