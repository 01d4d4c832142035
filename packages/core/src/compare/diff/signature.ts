import type { ComparedConnector, Judgement } from './connector-diff.ts'
import type { Area } from './subjects.ts'

/** Who signed, and whether that holds. When it was signed does not count: every build is signed again. */
export const signatureArea: Area = {
  name: 'signature',
  kinds: [],
  read: ({ verdict, connector }) =>
    verdict === undefined
      ? []
      : [
          {
            key: 'signature',
            name: 'signature',
            file: connector.source.name,
            properties: signatureOf(verdict),
          },
        ],
  judge: (_difference, _old, { verdict }) => (verdict?.ok ? signedAgain : notValid),
}

const signedAgain: Judgement = {
  review: 'A',
  reason: 'A new signature needs no test as long as it is valid.',
  materials: [],
}

const notValid: Judgement = {
  review: 'C',
  reason: 'The new signature is not valid here: an update must have one that Tableau accepts.',
  materials: [],
}

function signatureOf({ status, signers }: NonNullable<ComparedConnector['verdict']>): Map<string, string> {
  const all = (textOf: (signer: (typeof signers)[number]) => string): string => signers.map(textOf).join('; ')
  return new Map([
    ['state', status],
    ['signer', all(({ subject }) => subject)],
    ['certificate', all(({ issuer, serial }) => `${serial} of ${issuer}`)],
    ['algorithm', all(({ algorithm }) => algorithm)],
    ['timestamp authority', all(({ timestamp }) => timestamp?.authority ?? 'none')],
  ])
}
