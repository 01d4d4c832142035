import { attributeValue, childrenNamed, collapseBlanks, parseXsBoolean } from '@tacosmith/core/adapter'
import type { Condition, DialogField, Option } from '../dialog/dialog-model.ts'
import type { ClassicConfig } from './classic-config.ts'
import { plainField } from './dialog-fields.ts'

/** A way to sign in: how it is called in a dialog, what `authentication` is then, and what it asks for. */
interface WayToSignIn {
  label: string
  value: string
  asksFor: 'nothing' | 'user' | 'password' | 'both'
  /** Whether the documentation names it for connectors; what others look like is a guess. */
  isDocumented?: boolean
}

const both = (label: string): WayToSignIn => ({ label, value: 'auth-user-pass', asksFor: 'both' })
const integrated = (label: string): WayToSignIn => ({ label, value: 'auth-integrated', asksFor: 'nothing' })

/** By their names in `authentication-options`. */
const WAYS: Readonly<Record<string, WayToSignIn>> = {
  None: { label: 'No Authentication', value: 'auth-none', asksFor: 'nothing', isDocumented: true },
  Username: { label: 'Username', value: 'auth-user', asksFor: 'user', isDocumented: true },
  UsernameAndPassword: { ...both('Username and Password'), isDocumented: true },
  Password: { label: 'Password', value: 'auth-pass', asksFor: 'password', isDocumented: true },
  OAuth: { label: 'Sign in using OAuth', value: 'oauth', asksFor: 'nothing' },
  Integrated: integrated('Integrated Authentication'),
  Kerberos: integrated('Kerberos'),
  UseWindows: integrated('Use Windows Authentication'),
  UseWindowsPreferred: integrated('Use Windows Authentication (preferred)'),
  Explicit: both('Use a specific username and password'),
  ExplicitUnindented: both('Use a specific username and password'),
  ADUsernameAndPassword: both('Active Directory Username and Password'),
  LDAP: both('LDAP'),
  Teradata: both('Teradata'),
  SAMLIdP: both('SAML IdP'),
  AccessNoSecurity: { label: 'No Security', value: 'auth-none', asksFor: 'nothing' },
  AccessYesSecurity: both('Workgroup Security'),
}

/** The way to sign in of a mode without options. */
const WAY_OF_MODE: Readonly<Record<string, string>> = {
  None: 'None',
  BasicUserNameOnly: 'Username',
  PasswordOnly: 'Password',
}

/** How modes look that no picture shows. */
const GUESSED_MODES = ['BasicAWS', 'Hive', 'Radio', 'RadioUnindented']

interface SignInOption extends Option, Pick<WayToSignIn, 'asksFor'> {
  /** As the file calls it. */
  name: string
  isDefault: boolean
  isGuess: boolean
}

/** The ways to sign in that a `.tcd` file offers. */
export class ClassicSignIn {
  readonly #config: ClassicConfig
  readonly #mode: string
  readonly #options: readonly SignInOption[]

  constructor(config: ClassicConfig) {
    this.#config = config
    this.#mode = config.valueOf('authentication-mode') ?? 'Basic'
    const element = config.setting('authentication-options')
    const listed = element === undefined ? [] : childrenNamed(element, 'option')
    const options = listed.map((option) =>
      optionOf(
        collapseBlanks(attributeValue(option, 'name') ?? ''),
        attributeValue(option, 'value'),
        parseXsBoolean(attributeValue(option, 'default')) === true,
      ),
    )
    const ofMode = valueIn(WAY_OF_MODE, this.#mode) ?? 'UsernameAndPassword'
    this.#options = options.length > 0 ? options : [optionOf(ofMode, undefined, true)]
  }

  get choice(): 'none' | 'combo-box' | 'radio' {
    if (this.#options.length < 2) return 'none'
    return this.#mode.startsWith('Radio') ? 'radio' : 'combo-box'
  }

  /** What no picture shows, as the file calls it. */
  get guessed(): string[] {
    return [
      ...GUESSED_MODES.filter((mode) => mode === this.#mode).map((mode) => `authentication-mode ${mode}`),
      ...this.#options.filter(({ isGuess }) => isGuess).map(({ name }) => `option ${name}`),
    ]
  }

  /** The choice where there are several ways, and the fields of each. */
  fields(): DialogField[] {
    const options = this.#options
    const chosen = options.find(({ isDefault }) => isDefault) ?? options[0]
    const isAws = this.#mode === 'BasicAWS'
    return [
      {
        ...plainField('authentication', 'Authentication:'),
        category: 'authentication',
        valueType: 'selection',
        defaultValue: chosen?.value ?? '',
        isEditable: options.length > 1,
        groups: [{ conditions: [], options: options.map(({ label, value }) => ({ label, value })) }],
        place: this.#config.placeOf('authentication-options', 'authentication-mode'),
      },
      ...this.#credential('username', isAws ? 'Access Key ID:' : 'Username:', 'user'),
      ...this.#credential('password', isAws ? 'Secret Access Key:' : 'Password:', 'password'),
    ]
  }

  #credential(name: string, label: string, what: 'user' | 'password'): DialogField[] {
    const asking = this.#options.filter(({ asksFor }) => asksFor === what || asksFor === 'both')
    const conditions = asking.map(({ value }): Condition => ({ field: 'authentication', value }))
    if (conditions.length === 0) return []
    return [
      {
        ...plainField(name, label),
        category: 'authentication',
        conditions,
        isSecure: name === 'password',
        // That mode lets users sign in without having filled in either.
        isOptional: this.#mode === 'BasicNoValidateFields',
        place: this.#config.placeOf('authentication-mode', 'authentication-options'),
      },
    ]
  }
}

function optionOf(name: string, value: string | undefined, isDefault: boolean): SignInOption {
  const { isDocumented = false, ...way } = valueIn(WAYS, name) ?? {
    ...{ label: name, value: name, asksFor: 'both' as const },
  }
  return { ...way, name, isDefault, isGuess: !isDocumented, ...(value !== undefined && { value }) }
}

function valueIn<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
