import { Skeleton } from "@mantine/core";
import { Late } from "../ui/Late.tsx";
import { useWords } from "../words/Words.tsx";
import { DescribedSwitch } from "./Described.tsx";
import { FileTypes } from "./FileTypes.tsx";
import { SaveState } from "./SaveState.tsx";
import { Section } from "./Section.tsx";
import classes from "./Settings.module.css";
import { TimeOuts } from "./TimeOuts.tsx";
import { useSettings } from "./use-settings.ts";

export function ChatSettings() {
  const words = useWords();
  return (
    <Section title={words.settingsRoom.chat} hint={words.chatSettings.hint}>
      <Switches />
      <FileTypes />
      <TimeOuts />
    </Section>
  );
}

/** Each is saved at once. */
function Switches() {
  const { chatSettings } = useWords();
  const known = useSettings();
  if (!known) return <Waiting />;
  const { settings, save, saving, fault } = known;
  return (
    <div className={classes.card}>
      <DescribedSwitch
        label={chatSettings.rating}
        hint={chatSettings.ratingHint}
        checked={settings.ratingEnabled}
        onChange={(event) => save({ ratingEnabled: event.currentTarget.checked })}
      />
      <DescribedSwitch
        label={chatSettings.offlineTransfers}
        hint={chatSettings.offlineTransfersHint}
        checked={settings.offlineTransfers}
        onChange={(event) => save({ offlineTransfers: event.currentTarget.checked })}
      />
      <SaveState saving={saving} fault={fault} />
    </div>
  );
}

function Waiting() {
  return (
    <Late>
      <Skeleton height={170} radius="md" />
    </Late>
  );
}
