import { SegmentedControl } from "@mantine/core";
import { LANGUAGES, type Language, useLanguage, useWords } from "../words/Words.tsx";

export function LanguageSwitch({ fullWidth = false }: { fullWidth?: boolean }) {
  const { language, choose } = useLanguage();
  const words = useWords();
  return (
    <SegmentedControl<Language>
      size="xs"
      fullWidth={fullWidth}
      aria-label={words.language}
      value={language}
      onChange={choose}
      data={[
        { value: "en", label: LANGUAGES.en },
        { value: "fr", label: LANGUAGES.fr },
      ]}
    />
  );
}
