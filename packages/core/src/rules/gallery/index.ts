import type { Rule } from '../rule.ts'
import { galJdbcOnly, galVendorFieldsList } from './gallery-demands.ts'

/** What only Tableau Exchange asks for. */
export const galleryRules: readonly Rule[] = [galJdbcOnly, galVendorFieldsList]
