import { watchCart } from "./cart.js";
import { element } from "./element.js";
import { money } from "./products.js";

const { chooseLanguage, language, languages, text } = window.shop;
const page = document.documentElement.dataset.page;

/** What stands around every page: the way to its content, the header, the footer. */
export function frame() {
  document.body.prepend(skipLink(), header());
  document.body.append(footer());
}

function skipLink() {
  return element("a", { class: "skip", href: "#content" }, text("skip"));
}

function header() {
  return element(
    "header",
    { class: "site-header" },
    element("p", { class: "announcement" }, text("announcement")),
    element("div", { class: "bar wide" }, brand(), menu(), tools()),
  );
}

function brand() {
  const leaf = element("img", { src: "favicon.svg", alt: "", width: 34, height: 34 });
  return element("a", { class: "brand", href: "index.html" }, leaf, "Maison Feuille");
}

function menu() {
  return element(
    "nav",
    { class: "menu", "aria-label": text("menu") },
    menuLink("home", "index.html", "collection"),
    menuLink("about", "about.html", "deliveryAndWorkshop"),
  );
}

function menuLink(name, href, key) {
  return element("a", { href, "aria-current": name === page && "page" }, text(key));
}

function tools() {
  return element("div", { class: "tools" }, languageSwitch(), cartLink());
}

function languageSwitch() {
  return element(
    "div",
    { class: "languages", role: "group", "aria-label": text("languages") },
    ...languages.map(languageButton),
  );
}

function languageButton(offered) {
  const name = new Intl.DisplayNames(offered, { type: "language" }).of(offered);
  const attributes = {
    type: "button",
    lang: offered,
    title: name,
    "aria-pressed": String(offered === language),
  };
  return element("button", { ...attributes, onclick: () => chooseLanguage(offered) }, offered.toUpperCase());
}

function cartLink() {
  const count = element("span", { class: "count" });
  const total = element("span", { class: "cart-total" });
  const link = element("a", {
    class: "cart-link",
    href: "cart.html",
    "aria-current": page === "cart" && "page",
  });
  link.append(text("cart"), " ", count, " ", total);
  watchCart(({ items, cents }) => {
    count.textContent = items;
    total.textContent = items > 0 ? money(cents) : "";
    link.classList.toggle("filled", items > 0);
  });
  return link;
}

function footer() {
  const words = element(
    "div",
    {},
    element("p", { class: "footer-name" }, "Maison Feuille"),
    element("p", {}, text("footer")),
    element("p", { class: "demo" }, text("demo")),
  );
  return element("footer", { class: "site-footer" }, element("div", { class: "wide" }, words, footerMenu()));
}

function footerMenu() {
  return element(
    "nav",
    { class: "footer-menu", "aria-label": text("footerMenu") },
    element("a", { href: "index.html?kind=tea" }, text("tea")),
    element("a", { href: "index.html?kind=ceramics" }, text("ceramics")),
    element("a", { href: "about.html#returns" }, text("returnsTitle")),
    element("a", { href: "about.html#questions" }, text("questionsTitle")),
  );
}
