import { useEffect, useState } from 'preact/hooks'
import { FaultNotice, faultText } from './fault-notice.tsx'

/** What a browser reports of its own accord, and what other people's scripts in the page did. */
const NOT_OURS = /^(?:ResizeObserver loop|Script error)/

/** Tells of faults that arise outside of what is drawn: in an event, a timer, a promise. */
export function LooseFaults() {
  const [fault, setFault] = useState<{ thrown: unknown }>()
  useEffect(() => {
    const take = (thrown: unknown): void => {
      if (!NOT_OURS.test(thrown instanceof Error ? thrown.message : faultText(thrown))) setFault({ thrown })
    }
    const onError = ({ error, message }: ErrorEvent): void => take(error ?? message)
    const onRejection = ({ reason }: PromiseRejectionEvent): void => take(reason)
    addEventListener('error', onError)
    addEventListener('unhandledrejection', onRejection)
    return () => {
      removeEventListener('error', onError)
      removeEventListener('unhandledrejection', onRejection)
    }
  }, [])
  if (fault === undefined) return null
  return (
    <FaultNotice
      what="Something in this page went wrong, and parts of it may not be up to date."
      fault={fault.thrown}
    />
  )
}
