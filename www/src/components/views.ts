import { LazyViews } from '../view/lazy.ts'
import type { Components } from '../vocabulary/component.ts'
import type { ComponentView } from './component.ts'

export type ComponentTag = keyof Components

/** A family of components: what its module exports. */
type Family<Tag extends ComponentTag> = { views: { [T in Tag]: ComponentView<Components[T]> } }

const button = () => import('./button/button.tsx')
const link = () => import('./link/link.tsx')
const text = () => import('./text/text.tsx')

/** Where each view comes from. A component without one does not compile. */
const loaders: { [Tag in ComponentTag]: () => Promise<Family<Tag>> } = {
  audio_annotator: () => import('./audio_annotator/audio_annotator.tsx'),
  button,
  buttons: button,
  checkbox: () => import('./checkbox/checkbox.tsx'),
  checklist: () => import('./checklist/checklist.tsx'),
  choice_group: () => import('./choice_group/choice_group.tsx'),
  color_picker: () => import('./color_picker/color_picker.tsx'),
  combobox: () => import('./combobox/combobox.tsx'),
  copyable_text: () => import('./copyable_text/copyable_text.tsx'),
  date_picker: () => import('./date_picker/date_picker.tsx'),
  dropdown: () => import('./dropdown/dropdown.tsx'),
  expander: () => import('./expander/expander.tsx'),
  facepile: () => import('./facepile/facepile.tsx'),
  file_upload: () => import('./file_upload/file_upload.tsx'),
  frame: () => import('./frame/frame.tsx'),
  image: () => import('./image/image.tsx'),
  image_annotator: () => import('./image_annotator/image_annotator.tsx'),
  inline: () => import('./inline/inline.tsx'),
  label: () => import('./label/label.tsx'),
  link,
  links: link,
  markup: () => import('./markup/markup.tsx'),
  menu: () => import('./menu/menu.tsx'),
  message_bar: () => import('./message_bar/message_bar.tsx'),
  mini_button: button,
  mini_buttons: button,
  persona: () => import('./persona/persona.tsx'),
  picker: () => import('./picker/picker.tsx'),
  progress: () => import('./progress/progress.tsx'),
  range_slider: () => import('./range_slider/range_slider.tsx'),
  separator: () => import('./separator/separator.tsx'),
  slider: () => import('./slider/slider.tsx'),
  spinbox: () => import('./spinbox/spinbox.tsx'),
  stats: () => import('./stats/stats.tsx'),
  stepper: () => import('./stepper/stepper.tsx'),
  table: () => import('./table/table.tsx'),
  tabs: () => import('./tabs/tabs.tsx'),
  tags: () => import('./tags/tags.tsx'),
  template: () => import('./template/template.tsx'),
  text,
  text_annotator: () => import('./text_annotator/text_annotator.tsx'),
  text_l: text,
  text_m: text,
  text_s: text,
  text_xl: text,
  text_xs: text,
  textbox: () => import('./textbox/textbox.tsx'),
  time_picker: () => import('./time_picker/time_picker.tsx'),
  toggle: () => import('./toggle/toggle.tsx'),
  vega_visualization: () => import('./vega_visualization/vega_visualization.tsx'),
  visualization: () => import('./visualization/visualization.tsx'),
}

/** The views of components. Which model goes with which is proven above; from here on it is a matter of the page's JSON. */
export const componentViews = new LazyViews(loaders as unknown as Record<string, () => Promise<{ views: Record<string, ComponentView<never>> }>>)
