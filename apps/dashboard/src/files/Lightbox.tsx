import type { FileRef } from "@causerie/domain";
import { Button, Modal } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type RefObject, useEffect } from "react";
import { useWords } from "../words/Words.tsx";
import { useClientFiles, useFileLink } from "./client-files.ts";
import classes from "./Files.module.css";

type Props = {
  file: FileRef;
  image: NonNullable<FileRef["image"]>;
  /** What has the focus again once this is closed. */
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
};

/** The whole picture over the page; Escape or a click beside it closes it, and the focus goes back to where it was. */
export function Lightbox({ file, image: { width, height }, opener, onClose }: Props) {
  const words = useWords();
  const link = useFileLink(file.fileId);
  const { links } = useClientFiles();
  useEffect(() => {
    const { current } = opener;
    return () => current?.focus();
  }, [opener]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<bdi>{file.name}</bdi>}
      size="auto"
      centered
      padding="sm"
      returnFocus={false}
      closeButtonProps={{ "aria-label": words.closeImage }}
      transitionProps={{ duration: 0 }}
      classNames={{ title: classes.title ?? "", body: classes.body ?? "" }}
    >
      <img
        className={classes.whole}
        src={link?.url}
        alt={file.name}
        width={width}
        height={height}
        style={{ aspectRatio: `${width} / ${height}` }}
        onError={() => links.refresh(file.fileId)}
      />
      <div className={classes.under}>
        <span className={classes.size}>{`${width} × ${height} · ${words.fileSize(file.sizeBytes)}`}</span>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} />}
          renderRoot={(props) => (
            <a {...props} href={link?.url} target="_blank" rel="noopener noreferrer" download={file.name} />
          )}
        >
          {words.download}
        </Button>
      </div>
    </Modal>
  );
}
