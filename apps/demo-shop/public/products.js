const { language, productWords } = window.shop;

/** What the shop sells, in the order shown. Prices in cents: sums of euros would not be exact. */
const STOCK = [
  { id: "brume", kind: "ceramics", cents: 6800 },
  { id: "sencha", kind: "tea", cents: 1690 },
  { id: "galet", kind: "ceramics", cents: 3200 },
  { id: "braise", kind: "tea", cents: 1450 },
  { id: "argile", kind: "ceramics", cents: 2850 },
  { id: "verveine", kind: "tea", cents: 1200 },
];

export const CURRENCY = "EUR";

export const products = STOCK.map((product) => ({
  ...product,
  words: productWords(product.id),
  page: `product.html?id=${product.id}`,
  picture: `pictures/${product.id}.svg`,
}));

export function productOf(id) {
  return products.find((product) => product.id === id) ?? null;
}

const euros = new Intl.NumberFormat(language, { style: "currency", currency: CURRENCY });

export function money(cents) {
  return euros.format(cents / 100);
}
