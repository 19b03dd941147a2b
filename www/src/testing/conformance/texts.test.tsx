import { check } from './check.ts'
import { texts } from './texts.ts'

texts.forEach(check)
