import { MOST_OF_ONE, setQuantity } from "./cart.js";
import { element } from "./element.js";
import { money } from "./products.js";

const { text } = window.shop;

/** One product of the cart: the row, and `show(quantity)` to change what it says. */
export function cartLine(product) {
  const { name, line } = product.words;
  const input = quantityInput(product);
  const price = element("p", { class: "price" });
  const row = element(
    "li",
    { class: "cart-line" },
    element("img", { src: product.picture, alt: "", width: 96, height: 112 }),
    element(
      "div",
      {},
      element("h2", {}, element("a", { href: product.page }, name)),
      element("p", { class: "line" }, line),
    ),
    input,
    price,
    removeButton(product),
  );
  const show = (quantity) => {
    input.defaultValue = quantity;
    input.value = quantity;
    price.textContent = money(product.cents * quantity);
  };
  return { row, show };
}

function quantityInput(product) {
  const label = text("quantityOf", { product: product.words.name });
  const attributes = { type: "number", min: 1, max: MOST_OF_ONE, required: true, "aria-label": label };
  const change = ({ target }) => {
    if (target.validity.valid) setQuantity(product, target.valueAsNumber);
    else target.value = target.defaultValue;
  };
  return element("input", { ...attributes, onchange: change });
}

function removeButton(product) {
  const label = text("removeNamed", { product: product.words.name });
  const attributes = { type: "button", class: "remove", "aria-label": label };
  return element("button", { ...attributes, onclick: () => setQuantity(product, 0) }, text("remove"));
}
