import type { RefusalOfCommand } from "@causerie/client";
import { Button, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { useAgentClient } from "../../connection/AgentConnection.tsx";
import classes from "../../ui/Dialog.module.css";
import { DialogFault } from "../../ui/DialogFault.tsx";
import { useWords } from "../../words/Words.tsx";
import { useDraft } from "../drafts.ts";
import { DepartmentField } from "./DepartmentField.tsx";
import { useDepartmentChoices } from "./departments.ts";
import { NoDepartments } from "./NoDepartments.tsx";
import type { DialogProps } from "./props.ts";
import { useAsking } from "./use-asking.ts";

export function TransferToDepartment({ chat, close }: DialogProps) {
  const choices = useDepartmentChoices();
  if (choices.length === 0) return <NoDepartments close={close} />;
  return <Transfer chat={chat} close={close} />;
}

function Transfer({ chat, close }: DialogProps) {
  const words = useWords();
  const client = useAgentClient();
  const choices = useDepartmentChoices();
  const field = useRef<HTMLInputElement>(null);
  const [departmentId, setDepartment] = useState<number | null>(null);
  const { text: remark, setText: setRemark } = useDraft(`transfer:${chat.chatId}`, false);
  const [isMissing, setMissing] = useState(false);
  const { ask, isAsking, fault, refusal, forget } = useAsking(() => {
    setRemark("");
    close();
  });
  const chosen = choices.find((choice) => choice.departmentId === departmentId);
  const choose = (id: number) => {
    setDepartment(id);
    setMissing(false);
    forget();
  };
  const transfer = (evenIfOffline: boolean) => {
    setMissing(!chosen);
    if (!chosen) return field.current?.focus();
    const wanted = { departmentId: chosen.departmentId, remark: remark.trim(), evenIfOffline };
    void ask(() => client.transferToDepartment(chat.chatId, wanted));
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        transfer(false);
      }}
    >
      <DepartmentField
        ref={field}
        choices={choices}
        chosen={chosen}
        onChoose={choose}
        error={isMissing ? words.departmentMissing : null}
      />
      <Textarea
        label={words.remark}
        description={words.remarkHint}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
      <p className={classes.hint}>{words.transferQueued}</p>
      <DialogFault text={fault} />
      <div className={classes.buttons}>
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
        {mayGoOn(refusal) && (
          <Button variant="default" aria-busy={isAsking} onClick={() => transfer(true)}>
            {words.transferAnyway}
          </Button>
        )}
        <Button type="submit" aria-busy={isAsking}>
          {words.transfer}
        </Button>
      </div>
    </form>
  );
}

/** [TR3] */
function mayGoOn(refusal: RefusalOfCommand | null): boolean {
  return refusal?.reason === "department-offline" && refusal.mayGoOn;
}
