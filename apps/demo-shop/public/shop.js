import { aboutPage } from "./about-page.js";
import { cartPage } from "./cart-page.js";
import { frame } from "./frame.js";
import { homePage } from "./home-page.js";
import { productPage } from "./product-page.js";

const PAGES = { home: homePage, product: productPage, cart: cartPage, about: aboutPage };

function fillWords() {
  for (const place of document.querySelectorAll("[data-text]"))
    place.textContent = window.shop.text(place.dataset.text);
  for (const image of document.querySelectorAll("[data-alt]"))
    image.alt = window.shop.text(image.dataset.alt);
}

frame();
fillWords();
PAGES[document.documentElement.dataset.page]();
