import assert from 'node:assert/strict'
import { firstKey, inHaste, requireThisFailure, toBeSigned, withSigner } from './requirements.ts'
import type { ServiceFault, ServiceUnderTest, SignerCheck, SignerUnderTest } from './signer-under-test.ts'

/** More than anybody tries. */
const FOREVER = 40
const FAULTS: readonly (readonly [ServiceFault, says: string])[] = [
  ['throttling', 'there are too many of them'],
  ['outage', 'is unavailable'],
  ['broken connection', 'cannot be reached'],
]

/** A service is asked no more than needed, and again when the trouble may pass. */
export function serviceChecks(subject: SignerUnderTest, service: ServiceUnderTest): SignerCheck[] {
  return [
    asksNothingUnused(subject, service),
    asksOnce(subject, service),
    ...FAULTS.flatMap(([fault, says]) => [
      outlives(subject, service, fault),
      givesUpAfter(subject, service, fault, says),
    ]),
    missesService(subject, service),
  ]
}

function asksNothingUnused(subject: SignerUnderTest, service: ServiceUnderTest): SignerCheck {
  return {
    name: 'asks the service for nothing before the first use',
    run: async () => {
      service.forget()
      await withSigner(subject.open(firstKey(subject).name), async () => undefined)
      assert.deepEqual(counts(service), { key: 0, signature: 0 })
    },
  }
}

function asksOnce(subject: SignerUnderTest, service: ServiceUnderTest): SignerCheck {
  const key = firstKey(subject)
  return {
    name: 'looks the key up once, however many files it signs',
    run: async () => {
      service.forget()
      await withSigner(subject.open(key.name), async (signer) => {
        for (let count = 0; count < 3; count += 1) await signer.sign(toBeSigned(key))
        await Promise.all([1, 2, 3, 4].map(() => signer.sign(toBeSigned(key))))
        await signer.certificates()
      })
      assert.deepEqual(counts(service), { key: 1, signature: 7 })
    },
  }
}

function outlives(subject: SignerUnderTest, service: ServiceUnderTest, fault: ServiceFault): SignerCheck {
  const key = firstKey(subject)
  return {
    name: `tries again after ${named(fault)}`,
    run: async () => {
      service.forget()
      await withSigner(subject.open(key.name), async (signer) => {
        service.fail('key', fault, 2)
        await inHaste(subject, async () => await signer.certificates())
        service.fail('signature', fault, 2)
        await inHaste(subject, async () => await signer.sign(toBeSigned(key)))
      })
      assert.deepEqual(counts(service), { key: 3, signature: 3 })
    },
  }
}

function givesUpAfter(
  subject: SignerUnderTest,
  service: ServiceUnderTest,
  fault: ServiceFault,
  says: string,
): SignerCheck {
  const key = firstKey(subject)
  return {
    name: `gives up after ${service.attempts} attempts if ${named(fault)} does not pass`,
    run: async () => {
      service.forget()
      await withSigner(subject.open(key.name), async (signer) => {
        await signer.certificates()
        service.fail('signature', fault, FOREVER)
        await inHaste(subject, async () => {
          await requireThisFailure(subject, signer.sign(toBeSigned(key)), { code: 'signing', says })
        })
        assert.equal(service.count('signature'), service.attempts)
        service.forget()
        // What failed must not spoil what comes after.
        await signer.sign(toBeSigned(key))
      })
    },
  }
}

function missesService(subject: SignerUnderTest, service: ServiceUnderTest): SignerCheck {
  return {
    name: 'says that there is no service',
    run: async () => {
      await withSigner(service.nobody(), async (signer) => {
        await inHaste(subject, async () => {
          await requireThisFailure(subject, signer.certificates(), {
            ...{ code: 'signing', says: /cannot be reached: .*ECONNREFUSED/ },
          })
        })
      })
    },
  }
}

function counts(service: ServiceUnderTest): { key: number; signature: number } {
  return { key: service.count('key'), signature: service.count('signature') }
}

function named(fault: ServiceFault): string {
  return fault === 'throttling' ? fault : fault === 'outage' ? 'an outage' : 'a broken connection'
}
