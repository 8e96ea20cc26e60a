import { Alert } from "@mantine/core";
import { IconThumbUp } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useSession } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./AnalyticsPage.module.css";

/** [RA13] */
export function RatingOff() {
  const { analyticsPage: words } = useWords();
  const { role } = useSession().me;
  return (
    <Alert
      className={classes.off}
      variant="light"
      color="iris"
      mb="md"
      icon={<IconThumbUp size={18} />}
      title={words.off}
    >
      <p>{words.offHint}</p>
      {role === "agent" ? words.offAgent : <Link to="/settings/chat">{words.offAdministrator}</Link>}
    </Alert>
  );
}
