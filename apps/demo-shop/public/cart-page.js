import { watchCart } from "./cart.js";
import { cartLine } from "./cart-line.js";
import { cartSummary } from "./cart-summary.js";
import { element } from "./element.js";

const { text } = window.shop;

/** Everything is changed in place: what a person is typing in or about to press never moves or goes. */
export function cartPage() {
  const empty = emptyBox();
  const list = element("ul", { class: "lines" });
  const summary = cartSummary();
  document.querySelector("#cart").append(empty, list, summary.box);
  watchCart((cart) => {
    empty.hidden = cart.items > 0;
    list.hidden = summary.box.hidden = cart.items === 0;
    showLines(list, cart.lines);
    summary.show(cart);
  });
}

function emptyBox() {
  const wayBack = element("a", { class: "button", href: "index.html#collection" }, text("heroButton"));
  return element("div", { class: "empty" }, element("p", {}, text("cartEmpty")), wayBack);
}

const rows = new Map();

function showLines(list, lines) {
  for (const product of rows.keys()) if (!lines.some((line) => line.product === product)) dropRow(product);
  for (const { product, quantity } of lines) rowOf(product, list).show(quantity);
}

function dropRow(product) {
  const { row } = rows.get(product);
  if (row.contains(document.activeElement)) document.querySelector("h1").focus();
  row.remove();
  rows.delete(product);
}

function rowOf(product, list) {
  if (!rows.has(product)) {
    rows.set(product, cartLine(product));
    list.append(rows.get(product).row);
  }
  return rows.get(product);
}
