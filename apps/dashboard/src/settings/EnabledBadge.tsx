import { useWords } from "../words/Words.tsx";
import classes from "./List.module.css";

export function EnabledBadge({ enabled }: { enabled: boolean }) {
  const { settingsRoom } = useWords();
  return (
    <span className={classes.badge} data-off={!enabled || undefined}>
      {enabled ? settingsRoom.enabled : settingsRoom.disabled}
    </span>
  );
}
