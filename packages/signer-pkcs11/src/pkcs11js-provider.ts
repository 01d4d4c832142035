import { moduleError } from './errors.ts'
import type { Handle, Pkcs11js, Pkcs11Module } from './pkcs11js-interface.ts'
import { decodeLabel, slotNumber } from './pkcs11js-values.ts'
import { ecPublicKey, rsaPublicKey } from './public-key.ts'
import {
  type Mechanism,
  Pkcs11Failure,
  type Pkcs11Provider,
  type Session,
  type Token,
  type TokenCertificate,
  type TokenKey,
} from './token.ts'

/** The largest signature: RSA with 16384 bits. */
const MAXIMUM_SIGNATURE_BYTES = 2048

/** How many signers of this process use a module: it is one for all of them, and the last one shuts it down. */
const users = new Map<string, number>()

/** Works the module through pkcs11js: one session for all signatures. Undefined when it is not installed. */
export async function openWithPkcs11js(module: string): Promise<Pkcs11Provider | undefined> {
  const library = await loadLibrary()
  return library === undefined ? undefined : new Pkcs11jsProvider(library, module)
}

/** Installed without a compiler, it is there but cannot be loaded. */
async function loadLibrary(): Promise<Pkcs11js | undefined> {
  try {
    // A variable, so that TypeScript does not insist on the optional package.
    const name = 'pkcs11js'
    const loaded: Pkcs11js & { default?: Pkcs11js } = await import(name)
    return loaded.default ?? loaded
  } catch {
    return undefined
  }
}

class Pkcs11jsProvider implements Pkcs11Provider {
  readonly #library: Pkcs11js
  readonly #module: Pkcs11Module
  readonly #path: string
  #session: Handle | undefined

  constructor(library: Pkcs11js, path: string) {
    this.#library = library
    this.#path = path
    this.#module = new library.PKCS11()
    try {
      this.#module.load(path)
      this.#initialize()
    } catch (error) {
      throw moduleError(path, error instanceof Error ? error.message : String(error))
    }
  }

  #initialize(): void {
    try {
      this.#module.C_Initialize()
    } catch (error) {
      if (toFailure(error).code !== 'CKR_CRYPTOKI_ALREADY_INITIALIZED') throw error
    }
    users.set(this.#path, (users.get(this.#path) ?? 0) + 1)
  }

  async tokens(): Promise<Token[]> {
    return translating(() => this.#module.C_GetSlotList(true).flatMap((slot) => this.#readToken(slot)))
  }

  #readToken(slot: Handle): Token[] {
    const { CKF_TOKEN_INITIALIZED, CKF_USER_PIN_LOCKED, CKF_USER_PIN_FINAL_TRY } = this.#library
    const { label, flags } = this.#module.C_GetTokenInfo(slot)
    if ((flags & CKF_TOKEN_INITIALIZED) === 0) return []
    return [
      {
        slot: slotNumber(slot),
        label: decodeLabel(label),
        pinLocked: (flags & CKF_USER_PIN_LOCKED) !== 0,
        lastTry: (flags & CKF_USER_PIN_FINAL_TRY) !== 0,
      },
    ]
  }

  async login({ slot }: Token, pin: string): Promise<Session> {
    return translating(() => {
      const handle = this.#module.C_GetSlotList(true).find((one) => slotNumber(one) === slot)
      if (handle === undefined) throw new Pkcs11Failure('CKR_TOKEN_NOT_PRESENT')
      const session = this.#module.C_OpenSession(handle, this.#library.CKF_SERIAL_SESSION)
      this.#session = session
      this.#login(session, pin)
      return new Pkcs11jsSession(this.#library, this.#module, session, pin)
    })
  }

  #login(session: Handle, pin: string): void {
    try {
      this.#module.C_Login(session, this.#library.CKU_USER, pin)
    } catch (error) {
      if (toFailure(error).code !== 'CKR_USER_ALREADY_LOGGED_IN') throw error
    }
  }

  close(): void {
    const session = this.#session
    // Closing the last session logs out.
    if (session !== undefined) ignoreFailure(() => this.#module.C_CloseSession(session))
    this.#session = undefined
    const others = (users.get(this.#path) ?? 1) - 1
    users.set(this.#path, others)
    if (others === 0) ignoreFailure(() => this.#module.C_Finalize())
    ignoreFailure(() => this.#module.close())
  }
}

class Pkcs11jsSession implements Session {
  readonly #library: Pkcs11js
  readonly #module: Pkcs11Module
  readonly #session: Handle
  readonly #pin: string
  readonly #handles = new Map<TokenKey, Handle>()
  readonly keys: TokenKey[]
  readonly certificates: TokenCertificate[]

  constructor(library: Pkcs11js, module: Pkcs11Module, session: Handle, pin: string) {
    this.#library = library
    this.#module = module
    this.#session = session
    this.#pin = pin
    this.keys = this.#find(library.CKO_PRIVATE_KEY).map((handle) => this.#readKey(handle))
    this.certificates = this.#find(library.CKO_CERTIFICATE).map((handle) => ({
      ...this.#readNames(handle),
      der: this.#attribute(handle, library.CKA_VALUE),
    }))
  }

  #find(objectClass: number): Handle[] {
    this.#module.C_FindObjectsInit(this.#session, [{ type: this.#library.CKA_CLASS, value: objectClass }])
    try {
      const found: Handle[] = []
      for (let next = this.#findNext(); next !== null; next = this.#findNext()) found.push(next)
      return found
    } finally {
      this.#module.C_FindObjectsFinal(this.#session)
    }
  }

  #findNext(): Handle | null {
    return this.#module.C_FindObjects(this.#session)
  }

  #readKey(handle: Handle): TokenKey {
    const { CKA_KEY_TYPE, CKK_RSA, CKK_EC } = this.#library
    const kind = slotNumber(this.#attribute(handle, CKA_KEY_TYPE))
    const type = kind === CKK_RSA ? 'rsa' : kind === CKK_EC ? 'ecdsa' : 'other'
    const key: TokenKey = { ...this.#readNames(handle), type }
    this.#handles.set(key, handle)
    return key
  }

  async publicKey(wanted: TokenKey): Promise<Uint8Array | undefined> {
    return translating(() => {
      const isWanted = (handle: Handle): boolean => {
        const { id, label } = this.#readNames(handle)
        return id === wanted.id && (id !== '' || label === wanted.label)
      }
      const handle = this.#find(this.#library.CKO_PUBLIC_KEY).find(isWanted)
      return handle === undefined ? undefined : this.#readPublicKey(handle)
    })
  }

  #readPublicKey(handle: Handle): Uint8Array {
    const { CKA_KEY_TYPE, CKK_RSA, CKA_MODULUS, CKA_PUBLIC_EXPONENT, CKA_EC_PARAMS, CKA_EC_POINT } =
      this.#library
    const read = (type: number): Buffer => this.#attribute(handle, type)
    return slotNumber(read(CKA_KEY_TYPE)) === CKK_RSA
      ? rsaPublicKey(read(CKA_MODULUS), read(CKA_PUBLIC_EXPONENT))
      : ecPublicKey(read(CKA_EC_PARAMS), read(CKA_EC_POINT))
  }

  #readNames(handle: Handle): { id: string; label: string } {
    return {
      id: this.#attribute(handle, this.#library.CKA_ID).toString('hex'),
      label: decodeLabel(this.#attribute(handle, this.#library.CKA_LABEL).toString('utf8')),
    }
  }

  /** Empty when the object has no such attribute. */
  #attribute(handle: Handle, type: number): Buffer {
    try {
      const [attribute] = this.#module.C_GetAttributeValue(this.#session, handle, [{ type }])
      return Buffer.isBuffer(attribute?.value) ? attribute.value : Buffer.alloc(0)
    } catch (error) {
      if (toFailure(error).code === 'CKR_ATTRIBUTE_TYPE_INVALID') return Buffer.alloc(0)
      throw error
    }
  }

  async sign(key: TokenKey, mechanism: Mechanism, input: Uint8Array): Promise<Uint8Array> {
    try {
      const handle = this.#handles.get(key)
      if (handle === undefined) throw new Pkcs11Failure('CKR_KEY_HANDLE_INVALID')
      this.#module.C_SignInit(this.#session, { mechanism: this.#mechanism(mechanism) }, handle)
      // Such a key asks for the PIN before each signature.
      if (this.#attribute(handle, this.#library.CKA_ALWAYS_AUTHENTICATE)[0] === 1) {
        this.#module.C_Login(this.#session, this.#library.CKU_CONTEXT_SPECIFIC, this.#pin)
      }
      const output = Buffer.alloc(MAXIMUM_SIGNATURE_BYTES)
      return await this.#module.C_SignAsync(this.#session, Buffer.from(input), output)
    } catch (error) {
      throw toFailure(error)
    }
  }

  #mechanism(mechanism: Mechanism): number {
    const library = this.#library
    const numbers: Record<Mechanism, number> = {
      'SHA256-RSA-PKCS': library.CKM_SHA256_RSA_PKCS,
      'SHA384-RSA-PKCS': library.CKM_SHA384_RSA_PKCS,
      'SHA512-RSA-PKCS': library.CKM_SHA512_RSA_PKCS,
      'RSA-PKCS': library.CKM_RSA_PKCS,
      ECDSA: library.CKM_ECDSA,
    }
    return numbers[mechanism]
  }
}

function toFailure(error: unknown): Pkcs11Failure {
  if (error instanceof Pkcs11Failure) return error
  return new Pkcs11Failure(error instanceof Error ? error.message : String(error))
}

function translating<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw toFailure(error)
  }
}

function ignoreFailure(work: () => void): void {
  try {
    work()
  } catch {
    // The token may be unplugged: there is nothing left to close.
  }
}
