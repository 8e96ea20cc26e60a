import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";

export function AddLink({
  to,
  label,
}: {
  to: "/settings/departments/new" | "/settings/agents/new";
  label: string;
}) {
  return (
    <Button
      size="sm"
      leftSection={<IconPlus size={15} aria-hidden />}
      renderRoot={(props) => <Link to={to} {...props} />}
    >
      {label}
    </Button>
  );
}
