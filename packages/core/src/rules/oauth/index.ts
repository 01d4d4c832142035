import type { Rule } from '../rule.ts'
import { capabilityDuplicate, capabilityUnknown, capabilityValue } from './capabilities.ts'
import { relativeUris, uriHttps } from './endpoints.ts'
import {
  clientSecret,
  idTokenMap,
  pkceWithoutSecret,
  recommendedCapabilities,
  singleUseVersion,
  userinfoPost,
} from './flow.ts'
import {
  configIdCustomPrefix,
  configIdLength,
  configIdRequired,
  configIdUnique,
  configLabelCharacters,
} from './identity.ts'
import { defaultInstance, instanceRegex, instanceSuffix, instanceurlField } from './instance-urls.ts'
import { redirectFormat, redirectIgnored, redirectLoopback, redirectRequired } from './redirects.ts'
import { multipleVersion, nullConfigVersion } from './releases.ts'
import { accessMapRequired, mapUnknownKey, refreshMapKeys } from './response-maps.ts'
import { textBlank } from './texts.ts'

/** The documentation's rules on OAuth configurations. */
export const oauthRules: readonly Rule[] = [
  configIdRequired,
  configIdUnique,
  configIdLength,
  configIdCustomPrefix,
  configLabelCharacters,
  multipleVersion,
  nullConfigVersion,
  redirectRequired,
  redirectIgnored,
  redirectFormat,
  redirectLoopback,
  relativeUris,
  uriHttps,
  instanceSuffix,
  defaultInstance,
  instanceRegex,
  instanceurlField,
  capabilityUnknown,
  capabilityValue,
  capabilityDuplicate,
  recommendedCapabilities,
  pkceWithoutSecret,
  clientSecret,
  userinfoPost,
  idTokenMap,
  singleUseVersion,
  accessMapRequired,
  refreshMapKeys,
  mapUnknownKey,
  textBlank,
]
