import { check } from './check.ts'
import { visuals } from './visuals.ts'

visuals.forEach(check)
