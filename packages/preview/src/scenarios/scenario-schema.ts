import { expectationMembers, type Member, requiredMembers, scenarioMembers } from './scenario-members.ts'

/** The JSON Schema of a file of scenarios, for editors; `checkScenarios` also refuses two of one name. */
export function scenarioSchema(): Record<string, unknown> {
  const expect = {
    ...object(expectationMembers),
    minProperties: 1,
    description: scenarioMembers.expect.description,
  }
  const scenario = object(scenarioMembers)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Scenarios of a Tableau connector',
    description:
      'What users enter into the connection dialog, and the expected result. `tacosmith test` compares them.',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'The path of this JSON Schema, for editors.' },
      scenarios: {
        type: 'array',
        description: 'The scenarios, each with a name of its own.',
        items: {
          ...scenario,
          properties: { ...scenario.properties, expect },
          required: [...requiredMembers],
        },
      },
    },
    required: ['scenarios'],
    additionalProperties: false,
  }
}

function object(members: Readonly<Record<string, Member>>) {
  const properties: Record<string, unknown> = Object.fromEntries(
    Object.entries(members).map(([name, { schema, description, examples }]) => [
      name,
      { ...schema, description, ...(examples && { examples }) },
    ]),
  )
  return { type: 'object', properties, additionalProperties: false }
}
