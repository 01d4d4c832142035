import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

describe('embedded schemas', () => {
  it('are those of the XSD files (else run: node tools/embed-schemas.mjs)', async () => {
    const tool: string = new URL('../../../../../tools/embed-schemas.mjs', import.meta.url).href
    const { embedSchemas } = (await import(tool)) as { embedSchemas: () => string }
    expect(readFileSync(new URL('./embedded.ts', import.meta.url), 'utf8')).toBe(embedSchemas())
  })
})
