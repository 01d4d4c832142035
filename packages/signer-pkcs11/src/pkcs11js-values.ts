/** CK_ULONG in the byte order of the machine; every one that Node runs PKCS#11 modules on is little-endian. */
export function slotNumber(bytes: Buffer): number {
  return bytes.readUIntLE(0, Math.min(bytes.length, 6))
}

/** Padded by spaces, and by some modules by zeros. */
export function decodeLabel(label: string): string {
  return label.replace(/[\0 ]+$/, '')
}
