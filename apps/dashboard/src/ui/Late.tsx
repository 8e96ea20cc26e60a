import { type ReactNode, useEffect, useState } from "react";

/** Shows its children only when the wait is felt: nothing flashes in the first 200 ms. */
export function Late({ children }: { children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return due ? children : null;
}
