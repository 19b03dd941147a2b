import type { Component } from '../component.ts'

export interface MessageBar {
  type?: 'info' | 'error' | 'warning' | 'success' | 'danger' | 'blocked'
  text?: string
  name?: string
  width?: string
  visible?: boolean
  buttons?: Component[]
}
