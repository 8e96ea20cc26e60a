type Forms = { one: string; many?: string; other: string };

/** The form that goes with a count. French has a third one, *many*, from a million on. */
export function pluralIn(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  return (count, forms) => {
    const category = rules.select(count);
    if (category === "one") return forms.one;
    return category === "many" ? (forms.many ?? forms.other) : forms.other;
  };
}

/** "Ann, Ben and Carol" */
export function listIn(locale: string): (names: readonly string[]) => string {
  const format = new Intl.ListFormat(locale, { type: "conjunction" });
  return (names) => format.format(names);
}
