import { kind as bytes } from './bytes.ts'
import type { FuzzKind } from './fuzz-kind.ts'

/** All parts of a signed file that the fuzzer knows how to change. */
export const FUZZ_KINDS: readonly FuzzKind[] = [bytes]
