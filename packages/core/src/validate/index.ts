export { loadEngine } from './engines/load-engine.ts'
export type { EngineFinding, XmlEngine, XmlEngineName } from './engines/xml-engine.ts'
export {
  explainAllRules,
  explainRule,
  type RuleExplanation,
  type RuleExplanationExample,
} from './explain-rule.ts'
export type { RuleId } from './rule-id.ts'
export { applyRuleSettings, checkRuleSettings } from './rule-settings.ts'
export {
  type Rule,
  type RuleContext,
  type RuleDescription,
  type RuleFinding,
  ruleDescriptions,
  rules,
} from './rules/index.ts'
export { engineFor, type ValidateConnectorOptions, validateConnector } from './validate-connector.ts'
export { type ValidateFileOptions, validateFile } from './validate-file.ts'
