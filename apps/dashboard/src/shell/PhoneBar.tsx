import { ActionIcon, Drawer } from "@mantine/core";
import { IconMenu2 } from "@tabler/icons-react";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { KeptFromMe } from "../left-bar/KeptFromMe.tsx";
import { LeftBar } from "../left-bar/LeftBar.tsx";
import { ServeButton } from "../left-bar/ServeButton.tsx";
import { useInvitations, useMyChats } from "../left-bar/use-my-chats.ts";
import { unreadIn, useTeamChats } from "../team/team-chats.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Shell.module.css";

/** At the thumb: the way to everything, and Serve. */
export function PhoneBar() {
  const words = useWords();
  const [opened, setOpened] = useState(false);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const invitations = useInvitations().length;
  const unread = unreadIn(useMyChats()) + unreadIn(useTeamChats()) + invitations;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what closes the drawer.
  useEffect(() => setOpened(false), [path]);
  return (
    <div className={classes.phone}>
      <ActionIcon
        className={classes.menu}
        size={40}
        variant="default"
        aria-label={words.menu}
        aria-description={unread > 0 ? words.unread(unread) : undefined}
        aria-expanded={opened}
        onClick={() => setOpened(true)}
      >
        <IconMenu2 size={20} />
        {unread > 0 && (
          <span aria-hidden className={classes.mark}>
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </ActionIcon>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        size={280}
        padding={0}
        withCloseButton={false}
        attributes={{ content: { "aria-label": words.menu } }}
      >
        <LeftBar inDrawer />
      </Drawer>
      <div className={classes.serve}>
        <KeptFromMe />
        <ServeButton />
      </div>
    </div>
  );
}
