import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../words/Words.tsx";
import classes from "./Dialog.module.css";

type Props = { title: string; opened: boolean; onClose: () => void; children: ReactNode };

/** Whoever opens it says where the focus goes when it closes: what had it before may be gone by then. */
export function Dialog({ title, opened, onClose, children }: Props) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": words.close }}
      returnFocus={false}
      // What it shows goes with what opened it.
      transitionProps={{ duration: 100, exitDuration: 0 }}
      centered
      classNames={{ title: classes.title ?? "" }}
    >
      {children}
    </Modal>
  );
}
