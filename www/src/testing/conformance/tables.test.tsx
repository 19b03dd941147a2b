import { check } from './check.ts'
import { tables } from './tables.ts'

tables.forEach(check)
