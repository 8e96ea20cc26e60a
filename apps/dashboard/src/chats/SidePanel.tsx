import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { NARROW, PHONE } from "../shell/screen.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./InfoPanel.module.css";

type Props = { name: string; isWide?: boolean; onClose: () => void; children: ReactNode };

/** Beside the chat; where there is no room a sheet over it, which takes a phone's whole screen. */
export function SidePanel({ name, isWide = false, onClose, children }: Props) {
  const words = useWords();
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  if (!isNarrow) {
    return (
      <aside className={classes.side} data-wide={isWide || undefined} aria-label={name}>
        {children}
      </aside>
    );
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size={isPhone ? "100%" : "85%"}
      title={name}
      closeButtonProps={{ "aria-label": words.close }}
      classNames={{ body: classes.sheet ?? "", content: classes.sheet_content ?? "" }}
    >
      {children}
    </Drawer>
  );
}
