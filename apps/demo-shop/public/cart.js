import { tellChat } from "./chat.js";
import { CURRENCY, productOf } from "./products.js";

const { stored, store } = window.shop;
const KEY = "maison-feuille.cart";
export const MOST_OF_ONE = 20;
const FREE_DELIVERY_CENTS = 6000;
const DELIVERY_CENTS = 590;

/** What the cart holds, in the order in which it was put in: `[{ product, quantity }]`. */
let lines = read();
const watchers = [];

/** Calls `watcher(cart)` now and whenever the cart changes, in this tab or another. */
export function watchCart(watcher) {
  watchers.push(watcher);
  watcher(cart());
}

export function add(product, quantity) {
  setQuantity(product, quantityOf(product) + quantity);
}

export function setQuantity(product, quantity) {
  const held = lines.some((line) => line.product === product);
  const changed = { product, quantity: Math.min(Math.max(quantity, 0), MOST_OF_ONE) };
  const all = held ? lines.map((line) => (line.product === product ? changed : line)) : [...lines, changed];
  lines = all.filter((line) => line.quantity > 0);
  store(KEY, JSON.stringify(lines.map((line) => [line.product.id, line.quantity])));
  announce();
}

function quantityOf(product) {
  return lines.find((line) => line.product === product)?.quantity ?? 0;
}

function cart() {
  const items = lines.reduce((sum, line) => sum + line.quantity, 0);
  const cents = lines.reduce((sum, line) => sum + line.quantity * line.product.cents, 0);
  const untilFreeCents = Math.max(FREE_DELIVERY_CENTS - cents, 0);
  const deliveryCents = untilFreeCents === 0 ? 0 : DELIVERY_CENTS;
  return { lines, items, cents, untilFreeCents, deliveryCents };
}

function announce() {
  for (const watcher of watchers) watcher(cart());
}

/** Whatever stands in the storage, older versions' or a stranger's, becomes a cart that this shop can show. */
function read() {
  try {
    const entries = JSON.parse(stored(KEY) ?? "[]");
    return entries.map(([id, quantity]) => ({ product: productOf(id), quantity })).filter(isLine);
  } catch {
    return [];
  }
}

function isLine({ product, quantity }) {
  return product !== null && Number.isInteger(quantity) && quantity > 0 && quantity <= MOST_OF_ONE;
}

addEventListener("storage", ({ key }) => {
  if (key !== KEY) return;
  lines = read();
  announce();
});

watchCart(({ items, cents }) => tellChat({ cart: { items, total: cents / 100, currency: CURRENCY } }));
