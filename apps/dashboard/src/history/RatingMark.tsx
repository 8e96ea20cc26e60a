import type { Rating } from "@causerie/domain";
import { IconThumbDown, IconThumbUp } from "@tabler/icons-react";
import { useWords } from "../words/Words.tsx";
import classes from "./HistoryTable.module.css";

export function RatingMark({ rating }: { rating: Rating }) {
  const words = useWords();
  const Icon = rating === "good" ? IconThumbUp : IconThumbDown;
  return (
    <span className={classes.rating} data-rating={rating}>
      <Icon size={14} aria-hidden />
      {words.ratings[rating]}
    </span>
  );
}
