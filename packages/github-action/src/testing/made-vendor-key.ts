import { beforeAll } from 'vitest'
import { hasOpenssl, type VendorKey, vendorKey } from './signing.ts'

/** A key that an authority vouches for; there is none without openssl. */
export let vendor: VendorKey

/** Makes the key once for the file that calls it. */
export function useVendorKey(): void {
  beforeAll(async () => {
    if (hasOpenssl) vendor = await vendorKey()
  })
}
