/** Only obvious slips: the server decides. */
export function isEmail(text: string): boolean {
  return /^\S+@\S+$/.test(text);
}
