import { digestCases } from './digest-cases.ts'
import { manifestScene } from './manifest-scene.ts'
import { manifestTextCases } from './manifest-text-cases.ts'
import type { Case, Workshop } from './workshop.ts'

/** Cases on the manifest and the signature file: all of it digested and signed as it is. */
export async function manifestCases(shop: Workshop): Promise<Case[]> {
  const scene = manifestScene(shop)
  return [...digestCases(scene), ...manifestTextCases(scene)]
}
