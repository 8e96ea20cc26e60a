import type { Place } from "@causerie/protocol";
import { useWords } from "../words/Words.tsx";
import classes from "./Cells.module.css";
import { flagOf, shortPlace, wholePlace } from "./place.ts";

export function PlaceName({ place }: { place: Place | null }) {
  const words = useWords();
  if (!place) return <span className={classes.none}>{words.unknown}</span>;
  if (place.kind === "local") return words.local;
  return (
    <span title={wholePlace(place, words.locale)}>
      <span aria-hidden>{flagOf(place.countryCode)} </span>
      <bdi>{shortPlace(place, words.locale)}</bdi>
      <span className={classes.none}> {place.countryCode}</span>
    </span>
  );
}

/** The licence of the place data (CC BY 4.0) asks for this, wherever a place is shown. */
export function DbIpLink() {
  return (
    <a href="https://db-ip.com" target="_blank" rel="noopener" className={classes.source}>
      IP Geolocation by DB-IP
    </a>
  );
}
