import { ActionIcon, Menu } from "@mantine/core";
import { IconKeyboard, IconLogout } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { NotificationSetting } from "../alerts/NotificationSetting.tsx";
import { useSession } from "../connection/AgentConnection.tsx";
import { openKeysHelp } from "../keyboard/keys.ts";
import { sessionQuery, signOut } from "../session/session.ts";
import { HttpFailure } from "../ui/ask.ts";
import { tell } from "../ui/notify.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./AccountMenu.module.css";
import { LanguageItems, SoundItems, ThemeItems } from "./setting-items.tsx";

export function AccountMenu() {
  const words = useWords();
  const { me } = useSession();
  const leave = useSignOut();
  return (
    <Menu
      position="bottom-end"
      width={252}
      withInitialFocusPlaceholder={false}
      classNames={{ label: classes.label ?? "" }}
    >
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" radius="xl" aria-label={words.account(me.name)}>
          <span className={classes.avatar} data-initials={initialsOf(me.name)} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <Menu.Label>
          <bdi className={classes.name}>{me.name}</bdi>
          <bdi>{me.email}</bdi>
        </Menu.Label>
        <Menu.Divider />
        <LanguageItems />
        <ThemeItems />
        <SoundItems />
        <NotificationSetting />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={16} />}
          rightSection={<kbd className={classes.key}>?</kbd>}
          onClick={openKeysHelp}
        >
          {words.keys}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initialsOf(name: string): string {
  const [first = "", ...others] = name.trim().split(/\s+/);
  const letters = [first, others.at(-1) ?? ""].map((word) => [...word][0] ?? "");
  return letters.join("").toUpperCase();
}

function useSignOut() {
  const words = useWords();
  const router = useRouter();
  const queryClient = useQueryClient();
  return async () => {
    try {
      await signOut();
    } catch (error) {
      return tell(words.httpErrors[error instanceof HttpFailure ? error.code : "defect"](null));
    }
    router.options.context.connection.end();
    queryClient.setQueryData(sessionQuery.queryKey, { state: "signed-out" });
    await router.navigate({ to: "/sign-in" });
  };
}
