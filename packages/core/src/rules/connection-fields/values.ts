import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import {
  categoryOf,
  type DialogField,
  dialogFields,
  offeredValues,
  possibleValues,
} from '../dialog-fields.ts'
import { findRegularExpressionFault } from '../regular-expression.ts'
import type { Rule } from '../rule.ts'
import { listValues } from './conditions.ts'

const url = documentationPage('mcd')

/** A choice starts with one of its values. */
export const defaultNotOffered: Rule = {
  id: 'cf-default-not-offered',
  severity: 'warning',
  summary: 'The default value of a selection or boolean field is one of its values.',
  help: 'Write one of the values, or leave `default-value` out: then the first option or the empty box stands.',
  url,
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      const { file, name, defaultValue } = field
      const offered = offeredValues(field)?.map(({ value }) => value)
      if (offered === undefined || !defaultValue?.value || offered.includes(defaultValue.value)) continue
      const near = nearestName(defaultValue.value, offered)
      yield {
        message: `the default "${defaultValue.value}" of \`${name.value}\` is not among its values ${listValues(new Set(offered))}`,
        file,
        place: defaultValue,
        ...(near !== undefined && { help: `Did you mean "${near}"?` }),
      }
    }
  },
}

/** What users cannot change must have a value from the start. */
export const editableFalseNeedsDefault: Rule = {
  id: 'cf-editable-false-needs-default',
  severity: 'warning',
  summary: 'A field that users cannot edit has a default value.',
  help: 'Add `default-value`, or remove editable="false".',
  url,
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      const { file, element, name, defaultValue, isEditable } = field
      const editable = attributeOf(element, 'editable')
      if (isEditable || editable === undefined || defaultValue !== undefined) continue
      if (offeredValues(field) !== undefined || isRequiredAdvanced(field)) continue
      const message = `users never see the field \`${name.value}\`, and it has no default value, so it is always empty`
      yield { message, file, place: editable }
    }
  },
}

/** These have a finding of their own where the default value is missing. */
function isRequiredAdvanced(field: DialogField): boolean {
  const isOptional = parseXsBoolean(attributeValue(field.element, 'optional')) === true
  return categoryOf(field) === 'advanced' && !isOptional
}

/** Tableau and drivers know two values of it. */
export const sslmodeValues: Rule = {
  id: 'cf-sslmode-values',
  severity: 'warning',
  summary: 'The field `sslmode` is `require` or empty.',
  help: 'Use "require" and "". For further modes add a field of your own, such as `v-ssl-mode`.',
  url,
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      if (field.name.value !== 'sslmode') continue
      for (const value of possibleValues(field)) {
        if (value.value === 'require' || value.value === '') continue
        const message = `\`sslmode\` can be "${value.value}", but Tableau knows "require" and "" only`
        yield { message, file: field.file, place: value }
      }
    }
  },
}

/** A port is a number of 16 bits. */
export const portRange: Rule = {
  id: 'cf-port-range',
  severity: 'warning',
  summary: 'The default of the field `port` is a number from 0 to 65535.',
  help: 'Write the number of the port that the database usually has.',
  url,
  *check({ connector }) {
    for (const { file, name, defaultValue } of dialogFields(connector)) {
      if (name.value !== 'port' || !defaultValue?.value) continue
      if (/^[0-9]{1,5}$/.test(defaultValue.value) && Number(defaultValue.value) <= 65535) continue
      yield {
        message: `the default port "${defaultValue.value}" is not a number from 0 to 65535`,
        file,
        place: defaultValue,
      }
    }
  },
}

/** An expression that cannot be read checks nothing. */
export const regExpInvalid: Rule = {
  id: 'cf-regexp-invalid',
  severity: 'warning',
  summary: 'The `reg-exp` of a validation rule is a regular expression.',
  help: 'Correct the expression; a backslash before a character takes away its special meaning.',
  url,
  *check({ connector }) {
    for (const { file, element, name } of dialogFields(connector)) {
      for (const rule of childrenNamed(element, 'validation-rule')) {
        const expression = attributeOf(rule, 'reg-exp')
        const fault = expression && findRegularExpressionFault(expression.value)
        if (expression === undefined || fault === undefined) continue
        const message = `the regular expression of \`${name.value}\` cannot be read: ${fault}`
        yield { message, file, place: expression }
      }
    }
  },
}
