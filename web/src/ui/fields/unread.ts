/** Where something is written that a field cannot read, the focus goes there and nothing is sent: what was there before would be. */
export function sentBack(form: HTMLElement | null): boolean {
  const unread = form?.querySelector<HTMLElement>("[data-unread]");
  unread?.focus();
  return Boolean(unread);
}
