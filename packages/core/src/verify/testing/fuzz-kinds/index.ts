import { kind as archive } from './archive.ts'
import { kind as block } from './block.ts'
import { kind as bytes } from './bytes.ts'
import { kind as certificate } from './certificate.ts'
import { kind as chain } from './chain.ts'
import type { FuzzKind } from './fuzz-kind.ts'
import { kind as manifest } from './manifest.ts'
import { kind as signatureFile } from './signature-file.ts'
import { kind as signers } from './signers.ts'
import { kind as token } from './token.ts'

/** All parts of a signed file that the fuzzer knows how to change. */
export const FUZZ_KINDS: readonly FuzzKind[] = [
  archive,
  block,
  bytes,
  certificate,
  chain,
  manifest,
  signatureFile,
  signers,
  token,
]
