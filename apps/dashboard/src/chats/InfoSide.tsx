import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { NARROW } from "../shell/screen.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./InfoPanel.module.css";
import { InfoPanel } from "./InfoPanel.tsx";

/** Beside the chat, or where there is no room a sheet over it. */
export function InfoSide({ visitorId }: { visitorId: string }) {
  const words = useWords();
  const navigate = useNavigate();
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const details = useAgentState((state) => state.details.get(visitorId));
  const close = () =>
    void navigate({ to: ".", search: (search) => ({ ...search, info: undefined }), replace: true });
  if (isNarrow) {
    return (
      <Drawer
        opened
        onClose={close}
        position="bottom"
        size="75%"
        title={words.info}
        closeButtonProps={{ "aria-label": words.close }}
        classNames={{ body: classes.sheet ?? "" }}
      >
        <InfoPanel details={details} />
      </Drawer>
    );
  }
  return (
    <aside className={classes.side} aria-label={words.info}>
      <InfoPanel details={details} />
    </aside>
  );
}
