import type { IdleTimeout } from "@causerie/protocol";
import { Button, Checkbox, NumberInput, SegmentedControl, Stack, Switch, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import dialog from "../ui/Dialog.module.css";
import { Dialog } from "../ui/Dialog.tsx";
import { useWords } from "../words/Words.tsx";

const FIRST: IdleTimeout = { afterMinutes: 10, status: "away", ignoreWhileChatting: true };
const BOUNDS = { min: 1, max: 480 };

/** [ST7] Personal: kept with the agent, not with this browser. */
export function IdleTimeoutDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const words = useWords();
  return (
    <Dialog title={words.idle.title} opened={opened} onClose={onClose}>
      {/* Made anew at each opening: it begins with what is set. */}
      {opened && <Form onClose={onClose} />}
    </Dialog>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const client = useAgentClient();
  const known = useAgentState((state) => state.me?.idleTimeout) ?? null;
  const [isOn, setOn] = useState(known !== null);
  const [wanted, setWanted] = useState(known ?? FIRST);
  const isRight =
    Number.isInteger(wanted.afterMinutes) &&
    wanted.afterMinutes >= BOUNDS.min &&
    wanted.afterMinutes <= BOUNDS.max;
  const save = () => {
    if (isOn && !isRight) return;
    client.setIdleTimeout(isOn ? wanted : null);
    onClose();
  };
  return (
    <div className={dialog.form}>
      <p className={dialog.hint}>{words.idle.hint}</p>
      <Switch checked={isOn} label={words.idle.on} onChange={(event) => setOn(event.currentTarget.checked)} />
      {isOn && (
        <>
          <NumberInput
            label={words.idle.after}
            {...BOUNDS}
            allowDecimal={false}
            clampBehavior="none"
            value={wanted.afterMinutes}
            error={!isRight && words.idle.bounds(BOUNDS.min, BOUNDS.max)}
            onChange={(value) => setWanted({ ...wanted, afterMinutes: Number(value) })}
          />
          <Becomes status={wanted.status} onChange={(status) => setWanted({ ...wanted, status })} />
          <Checkbox
            label={words.idle.ignore}
            checked={wanted.ignoreWhileChatting}
            onChange={(event) => setWanted({ ...wanted, ignoreWhileChatting: event.currentTarget.checked })}
          />
        </>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button onClick={save}>{words.save}</Button>
      </div>
    </div>
  );
}

function Becomes({
  status,
  onChange,
}: {
  status: IdleTimeout["status"];
  onChange: (status: IdleTimeout["status"]) => void;
}) {
  const words = useWords();
  const label = useId();
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} id={label}>
        {words.idle.become}
      </Text>
      <SegmentedControl
        aria-labelledby={label}
        value={status}
        data={[
          { value: "away", label: words.status.away },
          { value: "invisible", label: words.status.invisible },
        ]}
        onChange={(value) => onChange(value === "invisible" ? "invisible" : "away")}
      />
    </Stack>
  );
}
