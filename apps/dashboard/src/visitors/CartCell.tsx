import type { Cart } from "@causerie/protocol";
import { numberFormat } from "../ui/number.ts";
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
  return numberFormat(locale, { style: "currency", currency }).format(total);
}
