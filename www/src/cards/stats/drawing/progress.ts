/** A share from 0 to 1, whatever the app sent. */
export const shareOf = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.min(1, value) : 0)

/** The attributes that tell a reader how much of something there is. */
export const meterAttributes = (label: string, share: number) =>
  ({ role: 'meter', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.round(share * 100) }) as const
