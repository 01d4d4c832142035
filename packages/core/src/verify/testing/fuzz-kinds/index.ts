import { kind as archive } from './archive.ts'
import { kind as block } from './block.ts'
import { kind as bytes } from './bytes.ts'
import type { FuzzKind } from './fuzz-kind.ts'
import { kind as manifest } from './manifest.ts'
import { kind as signatureFile } from './signature-file.ts'

/** All parts of a signed file that the fuzzer knows how to change. */
export const FUZZ_KINDS: readonly FuzzKind[] = [archive, block, bytes, manifest, signatureFile]
