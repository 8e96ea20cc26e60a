import { element } from "./element.js";

const { text } = window.shop;
const SHOWN_MS = 6_000;

// It stands in the page before anything is said: screen readers announce only changes of a region that they know.
const region = document.body.appendChild(element("div", { class: "notice", role: "status" }));
let hiding;

export function sayAdded(product) {
  const link = element("a", { href: "cart.html" }, text("seeCart"));
  region.replaceChildren(element("p", {}, text("added", { product: product.words.name }), " ", link));
  clearTimeout(hiding);
  hiding = setTimeout(() => region.replaceChildren(), SHOWN_MS);
}
