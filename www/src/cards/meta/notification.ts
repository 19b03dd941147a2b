/** Shows a desktop notification, if the browser has them and the user wants them. */
export async function notify(text: string): Promise<void> {
  if (!('Notification' in window)) return
  const permission = Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission
  if (permission === 'granted') new Notification(text)
}
