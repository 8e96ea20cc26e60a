import { element } from "./element.js";
import { money } from "./products.js";

const { text } = window.shop;

const DELIVERIES = [
  { where: "france", from: 2, to: 3, cents: 590, freeFromCents: 6000 },
  { where: "neighbours", from: 3, to: 4, cents: 790, freeFromCents: 9000 },
  { where: "europe", from: 4, to: 6, cents: 1190, freeFromCents: 12000 },
];

export function aboutPage() {
  document.querySelector("#deliveries").replaceChildren(...DELIVERIES.map(deliveryRow));
}

function deliveryRow({ where, from, to, cents, freeFromCents }) {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, text(where)),
    element("td", {}, text("days", { from, to })),
    element("td", {}, money(cents)),
    element("td", {}, money(freeFromCents)),
  );
}
