import { check } from './check.ts'
import { inputs } from './inputs.ts'

inputs.forEach(check)
