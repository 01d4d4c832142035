import { CopyButton } from '../parts/copy-button.tsx'

interface FaultNoticeProps {
  /** What does not work. */
  what: string
  fault: unknown
}

const ISSUES = 'https://github.com/tacosmith/tacosmith/issues'

/** A fault of the page itself, which the author of a connector can only report. */
export function FaultNotice({ what, fault }: FaultNoticeProps) {
  return (
    <section class="notice error" role="alert" aria-label="Fault of the page">
      <p>{`${what} This is a fault of tacosmith, not of the connector: ${faultText(fault)}`}</p>
      <p>
        <button type="button" class="plain" onClick={() => location.reload()}>
          Reload the page
        </button>{' '}
        <CopyButton what="details of the fault" text={faultDetails(fault)} />{' '}
        <a href={ISSUES} target="_blank" rel="noopener noreferrer">
          Report it
        </a>
      </p>
    </section>
  )
}

/** One line, for people. */
export function faultText(fault: unknown): string {
  const text = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault)
  return (text.split('\n')[0] ?? '').slice(0, 500)
}

function faultDetails(fault: unknown): string {
  const stack = fault instanceof Error ? (fault.stack ?? '') : ''
  return [faultText(fault), stack, navigator.userAgent].filter((part) => part !== '').join('\n\n')
}
