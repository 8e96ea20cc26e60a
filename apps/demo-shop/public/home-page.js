import { element } from "./element.js";
import { productCard } from "./product-card.js";
import { products } from "./products.js";

const { text, title } = window.shop;
const KINDS = ["all", "tea", "ceramics"];

/** The collection, with a filter that changes address and title as single-page sites do: without a page load. */
export function homePage() {
  const filter = document.querySelector("#filter");
  filter.replaceChildren(...KINDS.map(filterLink));
  filter.addEventListener("click", follow);
  addEventListener("popstate", show);
  show();
}

function filterLink(kind) {
  return element("a", { href: addressOf(kind), "data-kind": kind }, text(kind));
}

function addressOf(kind) {
  return kind === "all" ? "index.html" : `index.html?kind=${kind}`;
}

function follow(event) {
  const link = event.target.closest("a");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (link === null || elsewhere) return;
  event.preventDefault();
  if (link.dataset.kind === chosenKind()) return;
  history.pushState(null, "", link.href);
  show();
}

function show() {
  const chosen = chosenKind();
  const shown = products.filter(({ kind }) => chosen === "all" || kind === chosen);
  document.title = title();
  document.querySelector("#products").replaceChildren(...shown.map(productCard));
  document.querySelector("#shown").textContent = text("shown", { n: shown.length });
  for (const link of document.querySelectorAll("#filter a")) markChosen(link, link.dataset.kind === chosen);
}

function markChosen(link, isChosen) {
  if (isChosen) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

function chosenKind() {
  const kind = new URLSearchParams(location.search).get("kind");
  return KINDS.includes(kind) ? kind : "all";
}
