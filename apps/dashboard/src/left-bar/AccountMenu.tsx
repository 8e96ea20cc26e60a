import { ActionIcon, Avatar, Menu, SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import { IconKeyboard, IconLogout } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { NotificationSetting } from "../alerts/NotificationSetting.tsx";
import { SOUNDS, useSoundSettings } from "../alerts/sound-settings.ts";
import { useSession } from "../connection/AgentConnection.tsx";
import { openKeysHelp } from "../keyboard/keys.ts";
import { HttpFailure, sessionQuery, signOut } from "../session/session.ts";
import { LanguageSwitch } from "../sign-in/LanguageSwitch.tsx";
import { tell } from "../ui/notify.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./AccountMenu.module.css";

export function AccountMenu() {
  const words = useWords();
  const { me } = useSession();
  const leave = useSignOut();
  return (
    <Menu position="bottom-end" width={264} closeOnItemClick>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" radius="xl" aria-label={words.account(me.name)}>
          <Avatar aria-hidden name={me.name} size={28} variant="filled" className={classes.avatar} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <p className={classes.who}>
          <bdi className={classes.name}>{me.name}</bdi>
          <bdi>{me.email}</bdi>
        </p>
        <Menu.Divider />
        <div className={classes.settings}>
          <LanguageSwitch fullWidth />
          <ThemeSwitch />
          <SoundSettings />
          <NotificationSetting />
        </div>
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

function ThemeSwitch() {
  const words = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const data = (["light", "dark", "auto"] as const).map((value) => ({ value, label: words.themes[value] }));
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={words.theme}
      value={colorScheme}
      onChange={setColorScheme}
      data={data}
    />
  );
}

function SoundSettings() {
  const words = useWords();
  const [sounds, setSounds] = useSoundSettings();
  return (
    <fieldset className={classes.sounds}>
      <legend className={classes.legend}>{words.sounds}</legend>
      {SOUNDS.map((sound) => (
        <Switch
          key={sound}
          size="xs"
          labelPosition="left"
          label={words.soundFor[sound]}
          classNames={{ body: classes.switch ?? "" }}
          checked={sounds[sound]}
          onChange={(event) => setSounds({ ...sounds, [sound]: event.currentTarget.checked })}
        />
      ))}
    </fieldset>
  );
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
