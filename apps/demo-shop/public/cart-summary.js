import { element } from "./element.js";
import { money } from "./products.js";

const { text } = window.shop;

/** What it will cost: the box, and `show(cart)` to change what it says. */
export function cartSummary() {
  const sums = { subtotal: element("dd"), delivery: element("dd"), total: element("dd") };
  const hint = element("p", { class: "hint" });
  const box = element(
    "section",
    { class: "summary", "aria-labelledby": "summary" },
    element("h2", { id: "summary" }, text("summary")),
    element(
      "dl",
      {},
      ...Object.entries(sums).flatMap(([key, amount]) => [element("dt", {}, text(key)), amount]),
    ),
    hint,
    ...checkOut(),
  );
  const show = (cart) => {
    sums.subtotal.textContent = money(cart.cents);
    sums.delivery.textContent = cart.deliveryCents === 0 ? text("free") : money(cart.deliveryCents);
    sums.total.textContent = money(cart.cents + cart.deliveryCents);
    hint.textContent = deliveryHint(cart.untilFreeCents);
  };
  return { box, show };
}

function deliveryHint(untilFreeCents) {
  return untilFreeCents === 0 ? text("deliveryIsFree") : text("untilFree", { amount: money(untilFreeCents) });
}

function checkOut() {
  const answer = element("p", { class: "hint", role: "status" });
  const explain = () => answer.replaceChildren(text("checkOutDemo"));
  return [element("button", { type: "button", class: "button", onclick: explain }, text("checkOut")), answer];
}
