export { loadEngine } from '../schema/engines/load-engine.ts'
export type { EngineFinding, XmlEngine, XmlEngineName } from '../schema/engines/xml-engine.ts'
export {
  type Rule,
  type RuleContext,
  type RuleDescription,
  type RuleFinding,
  ruleDescriptions,
  rules,
} from './all-rules.ts'
export {
  explainAllRules,
  explainRule,
  type RuleExplanation,
  type RuleExplanationExample,
} from './explain-rule.ts'
export type { RuleId } from './rule-id.ts'
export { applyRuleSettings, checkRuleSettings } from './rule-settings.ts'
export { engineFor, type ValidateConnectorOptions, validateConnector } from './validate-connector.ts'
export { type ConnectorIdentity, type ValidateFileOptions, validateFile } from './validate-file.ts'
