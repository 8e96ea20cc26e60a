import { add, MOST_OF_ONE } from "./cart.js";
import { element } from "./element.js";
import { sayAdded } from "./notice.js";
import { productCard } from "./product-card.js";
import { money, productOf, products } from "./products.js";

const { text } = window.shop;

export function productPage() {
  const product = productOf(new URLSearchParams(location.search).get("id"));
  document.querySelector("#product").replaceChildren(...(product ? shown(product) : unknown()));
  const others = products.filter((other) => other !== product && other.kind === product?.kind);
  const rest = products.filter((other) => other !== product && !others.includes(other));
  document.querySelector("#others").replaceChildren(...[...others, ...rest].slice(0, 3).map(productCard));
}

function unknown() {
  return [
    element(
      "div",
      { class: "empty" },
      element("h1", {}, text("unknownTitle")),
      element("p", {}, text("unknownText")),
    ),
  ];
}

function shown(product) {
  const { name, line, picture, text: description, facts } = product.words;
  return [
    element("img", { src: product.picture, alt: picture, width: 480, height: 560 }),
    element(
      "div",
      { class: "product-words" },
      element(
        "p",
        { class: "kicker" },
        element("a", { href: `index.html?kind=${product.kind}` }, text(product.kind)),
      ),
      element("h1", {}, name),
      element("p", { class: "line" }, line),
      element("p", { class: "price" }, money(product.cents)),
      element("p", {}, description),
      buyForm(product),
      element("p", { class: "in-stock" }, text("inStock")),
      element("h2", {}, text("goodToKnow")),
      element("ul", { class: "facts" }, ...facts.map((fact) => element("li", {}, fact))),
    ),
  ];
}

function buyForm(product) {
  const quantity = element("input", {
    type: "number",
    id: "quantity",
    value: 1,
    min: 1,
    max: MOST_OF_ONE,
    required: true,
  });
  const buy = (event) => {
    event.preventDefault();
    add(product, quantity.valueAsNumber);
    sayAdded(product);
  };
  return element(
    "form",
    { class: "buy", onsubmit: buy },
    element("label", { for: "quantity" }, text("quantity")),
    quantity,
    element("button", { class: "button" }, text("add")),
  );
}
