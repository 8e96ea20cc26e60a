/**
 * `element("a", { class: "brand", href: "index.html" }, "Maison Feuille")`. A function as an attribute's value is a
 * listener (`onclick`), `false` leaves the attribute out; children are nodes or text, never markup.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) setAttribute(made, key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function setAttribute(made, key, value) {
  if (typeof value === "function") made.addEventListener(key.slice(2), value);
  else if (value !== false) made.setAttribute(key, value === true ? "" : value);
}
