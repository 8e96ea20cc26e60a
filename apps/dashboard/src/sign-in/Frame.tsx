import { Paper } from "@mantine/core";
import type { ReactNode } from "react";
import { Brand } from "../ui/Brand.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import classes from "./Frame.module.css";
import { LanguageSwitch } from "./LanguageSwitch.tsx";

type Props = { title: string; hint: string; children: ReactNode };

/** The card that signing in and setting up share. */
export function Frame({ title, hint, children }: Props) {
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={classes.middle}>
        <Paper className={classes.card} radius="lg">
          <RoomHeading className={classes.title} takeFocus={false}>
            {title}
          </RoomHeading>
          <p className={classes.hint}>{hint}</p>
          {children}
        </Paper>
      </main>
    </div>
  );
}
