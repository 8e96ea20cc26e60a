/** Constructed, not a <style>: a page's Content-Security-Policy need not allow inline styles. */
export function styleSheet(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
