import { ActionIcon, Popover, Skeleton, Tooltip } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../words/Words.tsx";
import classes from "./emoji.module.css";

const EmojiPicker = lazy(() => import("./EmojiPicker.tsx"));

/** [EM1] `onPick`: the composer puts it in and takes the focus. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const pick = (emoji: string) => {
    setOpen(false);
    onPick(emoji);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top-start"
      shadow="md"
      trapFocus
      returnFocus
      transitionProps={{ duration: 80 }}
    >
      <Popover.Target>
        <Tooltip label={words.emoji} openDelay={400} disabled={isOpen}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={words.emoji}
            onClick={() => setOpen(!isOpen)}
          >
            <IconMoodSmile size={19} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={words.emoji}>
        <Suspense fallback={<Skeleton className={classes.picker} />}>
          <EmojiPicker onPick={pick} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
