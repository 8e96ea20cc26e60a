import type { Place } from "@causerie/protocol";

/** Two regional letters make a flag; where the system has none, the letters show. */
export function flagOf(countryCode: string): string {
  if (!/^[A-Z]{2}$/.test(countryCode)) return "";
  return String.fromCodePoint(...[...countryCode].map((letter) => 0x1f1a5 + letter.charCodeAt(0)));
}

type Known = Extract<Place, { kind: "place" }>;

export function countryName(countryCode: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(countryCode)) return countryCode;
  return new Intl.DisplayNames(locale, { type: "region" }).of(countryCode) ?? countryCode;
}

/** The town, else the country. */
export function shortPlace({ city, countryCode }: Known, locale: string): string {
  return city ?? countryName(countryCode, locale);
}

/** "Lyon, Auvergne-Rhône-Alpes, France" */
export function wholePlace({ city, region, countryCode }: Known, locale: string): string {
  return [city, region, countryName(countryCode, locale)]
    .filter((part) => part !== null && part !== "")
    .join(", ");
}
