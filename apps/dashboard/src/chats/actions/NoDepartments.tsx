import { Button } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useSession } from "../../connection/AgentConnection.tsx";
import classes from "../../ui/Dialog.module.css";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useWords } from "../../words/Words.tsx";

export function NoDepartments({ close }: { close: () => void }) {
  const words = useWords();
  const { role } = useSession().me;
  const isAdministrator = role !== "agent";
  return (
    <div className={classes.form}>
      <EmptyState
        icon={<IconUsersGroup size={22} />}
        title={words.noDepartments}
        hint={isAdministrator ? words.noDepartmentsHintAdmin : words.noDepartmentsHint}
      >
        {isAdministrator && <Link to="/settings/departments">{words.toSettings}</Link>}
      </EmptyState>
      <div className={classes.buttons}>
        <Button variant="default" data-autofocus onClick={close}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}
