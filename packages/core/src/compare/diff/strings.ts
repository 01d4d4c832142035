import { attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import { judgements } from './judgements.ts'
import { type Area, rootsOf } from './subjects.ts'

/** The words in each language. */
export const stringsArea: Area = {
  name: 'strings',
  kinds: ['manifest', 'resource'],
  read: ({ connector }) =>
    rootsOf(connector, 'resource').map(({ file, root }) => ({
      key: file,
      name: `language ${file.slice('resources-'.length, -'.xml'.length)}`,
      file,
      properties: new Map(
        childrenNamed(root, 'string').map((one) => [
          collapseBlanks(attributeValue(one, 'name') ?? ''),
          one.text,
        ]),
      ),
    })),
  judge: () => judgements.words,
}
