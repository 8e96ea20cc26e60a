import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useWords } from "../words/Words.tsx";
import classes from "./Palette.module.css";
import { useCommands, useSettings, useStatuses } from "./palette-commands.tsx";
import { useChatLinks, useRoomLinks } from "./palette-links.ts";

export function Palette() {
  const words = useWords();
  const groups: SpotlightActionGroupData[] = [
    { group: words.rooms, actions: useRoomLinks() },
    { group: words.myChats, actions: useChatLinks() },
    { group: words.commands, actions: [...useCommands(), ...useSettings()] },
    { group: words.myStatus, actions: useStatuses() },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      shortcut="mod + K"
      tagsToIgnore={[]}
      nothingFound={words.nothingFound}
      highlightQuery
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      attributes={{ content: { "aria-label": words.search } }}
      classNames={{ actionsGroup: classes.group ?? "", actionSection: classes.section ?? "" }}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={17} />,
        placeholder: words.palettePlaceholder,
        "aria-label": words.search,
      }}
    />
  );
}
