/**
 * The part of pkcs11js that is used here. The package is optional and has to be compiled: where that fails npm leaves
 * it out, its types included.
 */
export interface Pkcs11js {
  readonly PKCS11: new () => Pkcs11Module
  readonly CKA_ALWAYS_AUTHENTICATE: number
  readonly CKA_CLASS: number
  readonly CKA_EC_PARAMS: number
  readonly CKA_EC_POINT: number
  readonly CKA_ID: number
  readonly CKA_KEY_TYPE: number
  readonly CKA_LABEL: number
  readonly CKA_MODULUS: number
  readonly CKA_PUBLIC_EXPONENT: number
  readonly CKA_VALUE: number
  readonly CKF_SERIAL_SESSION: number
  readonly CKF_TOKEN_INITIALIZED: number
  readonly CKF_USER_PIN_FINAL_TRY: number
  readonly CKF_USER_PIN_LOCKED: number
  readonly CKK_EC: number
  readonly CKK_RSA: number
  readonly CKM_ECDSA: number
  readonly CKM_RSA_PKCS: number
  readonly CKM_SHA256_RSA_PKCS: number
  readonly CKM_SHA384_RSA_PKCS: number
  readonly CKM_SHA512_RSA_PKCS: number
  readonly CKO_CERTIFICATE: number
  readonly CKO_PRIVATE_KEY: number
  readonly CKO_PUBLIC_KEY: number
  readonly CKU_CONTEXT_SPECIFIC: number
  readonly CKU_USER: number
}

/** A slot, a session or an object. */
export type Handle = Buffer

/** A loaded PKCS#11 library; the functions are those of the standard. */
export interface Pkcs11Module {
  load(path: string): void
  close(): void
  C_Initialize(): void
  C_Finalize(): void
  C_GetSlotList(tokenPresent: boolean): Handle[]
  C_GetTokenInfo(slot: Handle): { label: string; flags: number }
  C_OpenSession(slot: Handle, flags: number): Handle
  C_CloseSession(session: Handle): void
  C_Login(session: Handle, userType: number, pin: string): void
  C_FindObjectsInit(session: Handle, template: { type: number; value: number }[]): void
  C_FindObjects(session: Handle): Handle | null
  C_FindObjectsFinal(session: Handle): void
  C_GetAttributeValue(session: Handle, object: Handle, template: { type: number }[]): { value: Buffer }[]
  C_SignInit(session: Handle, mechanism: { mechanism: number }, key: Handle): void
  C_SignAsync(session: Handle, data: Buffer, output: Buffer): Promise<Buffer>
}
