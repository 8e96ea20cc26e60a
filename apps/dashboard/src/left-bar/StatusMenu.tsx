import type { AgentStatus } from "@causerie/protocol";
import { Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCheck, IconChevronDown, IconClockPause } from "@tabler/icons-react";
import { useRef } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { IdleTimeoutDialog } from "../status/IdleTimeoutDialog.tsx";
import { StatusDot } from "../ui/StatusDot.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./StatusMenu.module.css";

export const STATUSES = ["online", "away", "invisible"] as const satisfies readonly AgentStatus[];

export function StatusMenu() {
  const words = useWords();
  const client = useAgentClient();
  const status = useAgentState((state) => state.me?.status);
  const button = useRef<HTMLButtonElement>(null);
  const [isChoosing, choosing] = useDisclosure(false, { onClose: () => button.current?.focus() });
  return (
    <>
      <Menu position="bottom-start" width={200} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            ref={button}
            variant="subtle"
            color="gray"
            size="compact-md"
            className={classes.target}
            leftSection={<StatusDot status={status} />}
            rightSection={<IconChevronDown size={14} />}
          >
            {status ? words.status[status] : "…"}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={words.myStatus}>
          {STATUSES.map((one) => (
            <Menu.Item
              key={one}
              leftSection={<StatusDot status={one} />}
              rightSection={one === status && <IconCheck size={15} />}
              aria-current={one === status || undefined}
              onClick={() => client.setStatus(one)}
            >
              {words.status[one]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconClockPause size={15} />} onClick={choosing.open}>
            {words.idle.menu}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <IdleTimeoutDialog opened={isChoosing} onClose={choosing.close} />
    </>
  );
}
