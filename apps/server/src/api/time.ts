/** ISO 8601 to the second, as Zendesk Chat writes times. */
export function apiTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}
