import type { MessageBar } from '../../vocabulary/feedback.ts'

export type MessageType = NonNullable<MessageBar['type']>

interface MessageKind {
  icon: string
  /** Is the user to be interrupted for it? */
  urgent: boolean
}

/** How messages of each type are told. Their colours are in the stylesheet. */
export const messageKinds: Readonly<Record<MessageType, MessageKind>> = {
  info: { icon: 'InfoSolid', urgent: false },
  success: { icon: 'CompletedSolid', urgent: false },
  warning: { icon: 'IncidentTriangle', urgent: true },
  error: { icon: 'StatusErrorFull', urgent: true },
  danger: { icon: 'IncidentTriangle', urgent: true },
  blocked: { icon: 'Blocked2Solid', urgent: true },
}
