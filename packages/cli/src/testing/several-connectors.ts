import { minimalConnector } from '@tacosmith/test-kit'

const files: Record<string, string> = minimalConnector()

/** The files of a connector of the class `NAME_jdbc`, below a folder. */
export function namedConnector(
  folder: string,
  name: string,
  changes: Record<string, string | undefined> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...files, ...changes }).flatMap(([path, text]) =>
      text === undefined ? [] : [[`${folder}/${path}`, text.replaceAll('brook_jdbc', `${name}_jdbc`)]],
    ),
  )
}

/** Several of them: `connectors/c0`, `connectors/c1` and so on. */
export function manyConnectors(count: number): Record<string, string> {
  const all = Array.from({ length: count }, (_, index) => namedConnector(`connectors/c${index}`, `c${index}`))
  return Object.assign({}, ...all)
}
