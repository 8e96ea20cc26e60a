/**
 * Always a download, under the file's own name: RFC 6266, with RFC 8187 for what is not ASCII, and beside it, for who
 * does not read that, a name in ASCII.
 */
export function contentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extendedValue(name)}`;
}

/** encodeURIComponent, and what it leaves that RFC 8187 does not. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
