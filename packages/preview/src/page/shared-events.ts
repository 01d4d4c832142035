/**
 * Follows the changes that the server tells of, over one connection for all tabs of a browser: a browser opens no more than
 * six to a server, so that with as many tabs open nothing else would come through. The tab that holds the lock listens, and
 * tells the others; when it is closed, another one takes its place.
 *
 * @param listener - Called when something may have changed, also after a break, and once when a break lasts.
 */
export function followServer(listener: () => void): void {
  const { locks } = navigator as { locks?: LockManager }
  // Under a name that browsers do not trust there are no locks.
  if (locks === undefined) {
    listen(listener)
    return
  }
  const name = `tacosmith-events ${location.pathname}`
  const channel = new BroadcastChannel(name)
  channel.onmessage = listener
  const isOver = new Promise<void>(() => {})
  void locks.request(name, async () => {
    listen(() => {
      listener()
      channel.postMessage('change')
    })
    // Held until the tab is closed.
    await isOver
  })
}

/** A server that is started again answers after less; a page that told of it would flicker. */
const PATIENCE_MILLISECONDS = 2000
const AGAIN_MILLISECONDS = 500

function listen(listener: () => void): void {
  let overdue: ReturnType<typeof setTimeout> | undefined
  const connect = (): void => {
    const events = new EventSource('events')
    events.addEventListener('change', listener)
    // After a break, for instance of a restarted server, something may have changed.
    events.addEventListener('open', () => {
      clearTimeout(overdue)
      overdue = undefined
      listener()
    })
    events.addEventListener('error', () => {
      // Who asks now is told why nothing comes any more.
      overdue ??= setTimeout(listener, PATIENCE_MILLISECONDS)
      // Browsers give up at an answer that is none, such as of a server that cannot read the connector yet.
      if (events.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN_MILLISECONDS)
    })
  }
  connect()
}
