import type { Rule } from '../rule.ts'
import { mfClassCharset, mfCompanyName, mfSuperclassUntested } from './connector-identity.ts'
import { mfMinVersionFormat, mfPluginVersion, mfVersion181 } from './manifest-versions.ts'
import { mfRequiredFiles } from './required-files.ts'
import { mfDriverLinkMissing, mfSupportLink } from './vendor-links.ts'

/** The documentation's rules on the manifest. */
export const manifestRules: readonly Rule[] = [
  mfSuperclassUntested,
  mfClassCharset,
  mfCompanyName,
  mfVersion181,
  mfPluginVersion,
  mfMinVersionFormat,
  mfSupportLink,
  mfDriverLinkMissing,
  mfRequiredFiles,
]
