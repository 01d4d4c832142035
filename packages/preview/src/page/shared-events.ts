/**
 * Follows the changes that the server tells of, over one connection for all tabs of a browser: a browser opens no more than
 * six to a server, so that with as many tabs open nothing else would come through. The tab that holds the lock listens, and
 * tells the others; when it is closed, another one takes its place.
 *
 * @param listener - Called when something may have changed, also after a break.
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

function listen(listener: () => void): void {
  const events = new EventSource('events')
  events.addEventListener('change', listener)
  // After a break, for instance of a restarted server, something may have changed.
  events.addEventListener('open', listener)
}
