import { Component, type ComponentChildren } from 'preact'
import { FaultNotice } from './fault-notice.tsx'

interface FaultBoundaryProps {
  /** What is missing where the children cannot be drawn: "The dialog cannot be drawn." */
  what: string
  /** When this changes, the children are tried again. */
  of: unknown
  children: ComponentChildren
}

interface FaultBoundaryState {
  fault: { thrown: unknown } | undefined
}

/** Keeps a fault in a part of the page from taking the rest along. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state: FaultBoundaryState = { fault: undefined }

  static override getDerivedStateFromError(thrown: unknown): FaultBoundaryState {
    return { fault: { thrown } }
  }

  override componentDidUpdate({ of }: FaultBoundaryProps): void {
    if (this.state.fault !== undefined && of !== this.props.of) this.setState({ fault: undefined })
  }

  render({ what, children }: FaultBoundaryProps, { fault }: FaultBoundaryState): ComponentChildren {
    return fault === undefined ? children : <FaultNotice what={what} fault={fault.thrown} />
  }
}
