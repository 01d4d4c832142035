import { expect, test } from 'vitest'
import { verifyTaco } from './index.ts'

test('any bytes give a verdict', async () => {
  for (const bytes of [new Uint8Array(), Buffer.from('PK'), Buffer.alloc(1000, 0x50)]) {
    expect(await verifyTaco(bytes)).toMatchObject({ ok: false, status: 'malformed', signers: [] })
  }
})
