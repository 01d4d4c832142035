import { closeSync, openSync, readSync } from 'node:fs'

/** What the targets need to know of a connector. */
export interface ManifestFacts {
  /** Undefined where the manifest does not say it, or is too broken to tell. */
  className: string | undefined
  version: string | undefined
}

/** The root element and its attributes come first; what follows does not matter here. */
const bytesToRead = 64 * 1024

/**
 * Reads the beginning of a `manifest.xml`. It need not be valid, so that its connector has a target that says what is wrong.
 *
 * @returns undefined where it is not that of a connector
 */
export function readManifest(file: string): ManifestFacts | undefined {
  const text = beginningOf(file)?.replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '') ?? ''
  const root = /^\s*(?:<!DOCTYPE[^>[]*>\s*)?<connector-plugin([\s/>][^>]*)/.exec(text)
  if (root === null) return undefined
  const [, attributes = ''] = root
  return { className: attributeIn('class', attributes), version: attributeIn('plugin-version', attributes) }
}

function beginningOf(file: string): string | undefined {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const buffer = Buffer.alloc(bytesToRead)
    const bytes = buffer.subarray(0, readSync(descriptor, buffer, 0, bytesToRead, 0))
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
    return bytes.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return undefined
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function attributeIn(attribute: string, attributes: string): string | undefined {
  const [, , value] = new RegExp(`\\s${attribute}\\s*=\\s*(["'])(.*?)\\1`, 's').exec(attributes) ?? []
  return value || undefined
}
