import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { SOUNDS, useSoundSettings } from "../alerts/sound-settings.ts";
import { LANGUAGES, type Language, useLanguage, useWords } from "../words/Words.tsx";

const LANGUAGE_KEYS = ["en", "fr"] as const satisfies readonly Language[];
const SCHEMES = ["light", "dark", "auto"] as const satisfies readonly MantineColorScheme[];

export function LanguageItems() {
  const words = useWords();
  const { language, choose } = useLanguage();
  return (
    <>
      <Menu.Label>{words.language}</Menu.Label>
      {LANGUAGE_KEYS.map((key) => (
        <Menu.RadioItem
          key={key}
          value={key}
          checked={key === language}
          onChange={() => choose(key)}
          lang={key}
        >
          {LANGUAGES[key]}
        </Menu.RadioItem>
      ))}
    </>
  );
}

export function ThemeItems() {
  const words = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{words.theme}</Menu.Label>
      {SCHEMES.map((scheme) => (
        <Menu.RadioItem
          key={scheme}
          value={scheme}
          checked={scheme === colorScheme}
          onChange={() => setColorScheme(scheme)}
        >
          {words.themes[scheme]}
        </Menu.RadioItem>
      ))}
    </>
  );
}

export function SoundItems() {
  const words = useWords();
  const [sounds, setSounds] = useSoundSettings();
  return (
    <>
      <Menu.Label>{words.sounds}</Menu.Label>
      {SOUNDS.map((sound) => (
        <Menu.CheckboxItem
          key={sound}
          checked={sounds[sound]}
          onChange={(on) => setSounds({ ...sounds, [sound]: on })}
        >
          {words.soundFor[sound]}
        </Menu.CheckboxItem>
      ))}
    </>
  );
}
