// A classic script at the top of the head, not a module: language and title must stand before the chat's script,
// which may come at any moment, reads them.
(() => {
  const NAME = "Maison Feuille";
  const CHOSEN_LANGUAGE = "maison-feuille.language";
  const languages = Object.keys(window.shop.words);
  const language = languageOfVisitor();
  const words = window.shop.words[language];

  function languageOfVisitor() {
    const [wanted] = (stored(CHOSEN_LANGUAGE) ?? navigator.language).split("-");
    return languages.includes(wanted) ? wanted : "en";
  }

  function chooseLanguage(wanted) {
    store(CHOSEN_LANGUAGE, wanted);
    location.reload();
  }

  // The browser's settings may forbid storage, which then throws: the shop works on, and forgets.
  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function store(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {}
  }

  /** `text("added", { product: "Braise" })`; a plural takes `n`. */
  function text(key, values = {}) {
    const found = words[key];
    const phrase = typeof found === "string" ? found : (found[pluralOf(values.n)] ?? found.other);
    return phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function pluralOf(n) {
    return new Intl.PluralRules(language).select(n);
  }

  /** `null` for a product that is not sold. */
  function productWords(id) {
    return Object.hasOwn(words.products, id) ? words.products[id] : null;
  }

  /** The title of the page at this address: which page is said on <html>, the rest in the query. */
  function title() {
    const subject = subjectOf(document.documentElement.dataset.page, new URLSearchParams(location.search));
    return subject ? `${subject} – ${NAME}` : `${NAME} – ${text("heroKicker")}`;
  }

  function subjectOf(page, query) {
    const kind = query.get("kind");
    if (page === "product") return productWords(query.get("id"))?.name ?? text("unknownTitle");
    if (page === "cart") return text("cartTitle");
    if (page === "about") return text("aboutTitle");
    return kind === "tea" || kind === "ceramics" ? text(kind) : null;
  }

  Object.assign(window.shop, {
    language,
    languages,
    chooseLanguage,
    text,
    title,
    productWords,
    stored,
    store,
  });
  document.documentElement.lang = language;
  document.title = title();
})();
