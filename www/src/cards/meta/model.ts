import type { Command } from '../../components/command/model.ts'
import type { Component } from '../../components/component.ts'

export interface MetaCard {
  title?: string
  refresh?: number
  notification?: string
  notification_bar?: NotificationBar
  redirect?: string
  icon?: string
  layouts?: Layout[]
  dialog?: Dialog
  side_panel?: SidePanel
  theme?: string
  themes?: Theme[]
  tracker?: Tracker
  scripts?: Script[]
  script?: InlineScript
  stylesheet?: InlineStylesheet
  stylesheets?: Stylesheet[]
  animate?: boolean
  commands?: Command[]
}

export interface Layout {
  breakpoint: string
  zones: Zone[]
  width?: string
  min_width?: string
  max_width?: string
  height?: string
  min_height?: string
  max_height?: string
  name?: string
}

export interface Zone {
  name: string
  size?: string
  direction?: 'row' | 'column'
  justify?: 'start' | 'end' | 'center' | 'between' | 'around'
  align?: 'start' | 'end' | 'center' | 'stretch'
  wrap?: 'start' | 'end' | 'center' | 'between' | 'around' | 'stretch'
  zones?: Zone[]
}

export interface Dialog {
  title: string
  items: Component[]
  width?: string
  closable?: boolean
  blocking?: boolean
  primary?: boolean
  name?: string
  events?: string[]
}

export interface SidePanel {
  title: string
  items: Component[]
  width?: string
  name?: string
  events?: string[]
  blocking?: boolean
  closable?: boolean
}

export interface NotificationBar {
  text: string
  type?: 'info' | 'error' | 'warning' | 'success' | 'danger' | 'blocked'
  timeout?: number
  buttons?: Component[]
  position?: 'top-right' | 'bottom-right' | 'bottom-center' | 'bottom-left' | 'top-left' | 'top-center'
  events?: string[]
  name?: string
}

export interface Theme {
  name: string
  text: string
  card: string
  page: string
  primary: string
}

export interface Tracker {
  type: 'ga' | 'gtag'
  id: string
}

export interface Script {
  path: string
  asynchronous?: boolean
  cross_origin?: string
  referrer_policy?: string
  integrity?: string
  type?: string
}

export interface InlineScript {
  content: string
  requires?: string[]
  targets?: string[]
}

export interface InlineStylesheet {
  content: string
  media?: string
}

export interface Stylesheet {
  path: string
  media?: string
  cross_origin?: string
}
