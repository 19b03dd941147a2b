import { beforeEach, vi } from 'vitest'
import { check } from './check.ts'
import { containers } from './containers.ts'

// Documents of tests cannot decode sound; the annotator says so, and shows the rest.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))

containers.forEach(check)
