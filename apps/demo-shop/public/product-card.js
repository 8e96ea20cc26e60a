import { add } from "./cart.js";
import { element } from "./element.js";
import { sayAdded } from "./notice.js";
import { money } from "./products.js";

const { text } = window.shop;

export function productCard(product) {
  const { name, line, picture } = product.words;
  return element(
    "li",
    { class: "card" },
    element("img", { src: product.picture, alt: picture, width: 480, height: 560 }),
    element("h3", {}, element("a", { href: product.page }, name)),
    element("p", { class: "line" }, line),
    element("p", { class: "price" }, money(product.cents)),
    element(
      "button",
      {
        type: "button",
        class: "button quiet",
        "aria-label": text("addNamed", { product: name }),
        onclick: () => addOne(product),
      },
      text("add"),
    ),
  );
}

function addOne(product) {
  add(product, 1);
  sayAdded(product);
}
