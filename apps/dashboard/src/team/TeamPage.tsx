import { useMediaQuery } from "@mantine/hooks";
import { IconMessages } from "@tabler/icons-react";
import { Outlet, useParams } from "@tanstack/react-router";
import { PHONE } from "../shell/screen.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/Words.tsx";
import { Colleagues } from "./Colleagues.tsx";
import classes from "./Team.module.css";

/** Colleagues at the side, the chat with one of them beside; on a phone one after the other. */
export function TeamPage() {
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const params = useParams({ strict: false });
  const isInChat = params.agentId !== undefined || params.chatId !== undefined;
  return (
    <div className={classes.page}>
      {!(isPhone && isInChat) && <Colleagues takesFocus={!isInChat} />}
      <Outlet />
    </div>
  );
}

/** The room with nobody chosen. */
export function NobodyChosen() {
  const words = useWords();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  if (isPhone) return null;
  return (
    <div className={classes.chat}>
      <EmptyState icon={<IconMessages size={22} />} title={words.team.choose} hint={words.team.chooseHint} />
    </div>
  );
}
