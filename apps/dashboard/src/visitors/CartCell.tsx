import type { Cart } from "@causerie/protocol";
import { useWords } from "../words/Words.tsx";

export function CartCell({ cart }: { cart: Cart }) {
  const words = useWords();
  const text = `${words.articles(cart.items)} · ${money(cart, words.locale)}`;
  return (
    <span className="figures" title={text}>
      {text}
    </span>
  );
}

function money({ total, currency }: Cart, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(total);
}
