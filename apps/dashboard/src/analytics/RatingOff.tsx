import { Alert } from "@mantine/core";
import { IconThumbUp } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useSession } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";

/** [RA13] */
export function RatingOff() {
  const { analyticsPage: words } = useWords();
  const { role } = useSession().me;
  return (
    <Alert variant="light" color="iris" mb="md" icon={<IconThumbUp size={18} />} title={words.off}>
      <p style={{ margin: "0 0 4px" }}>{words.offHint}</p>
      {role === "agent" ? words.offAgent : <Link to="/settings/chat">{words.offAdministrator}</Link>}
    </Alert>
  );
}
