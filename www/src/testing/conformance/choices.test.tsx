import { check } from './check.ts'
import { choosing } from './choices.ts'

choosing.forEach(check)
