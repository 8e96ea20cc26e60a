import type { VisitorClient } from "@causerie/client";
import { ClientFiles, type SeenLink } from "@causerie/client/files";
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { PanelFiles, PanelModel } from "./panel-model.ts";

export function openFiles({ files }: VisitorClient): PanelFiles {
  const areImagesForbidden = signal(false);
  const { origin } = new URL(files.root);
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "img-src" && blockedURI.startsWith(origin)) areImagesForbidden.value = true;
  });
  return { client: new ClientFiles(files), areImagesForbidden };
}

/** Undefined until the server has said where; null when it is not there any more. */
export function useFileLink({ files }: PanelModel, fileId: string): SeenLink | null | undefined {
  const { links } = files.client;
  const [, tick] = useState(0);
  // With the rendering, not after the paint: an answer may come in between.
  useLayoutEffect(() => links.subscribe(() => tick((count) => count + 1)), [links]);
  return links.of(fileId);
}

/** `src`: null where nothing is to be shown. The network's return tries again. */
export function useImage(model: PanelModel, fileId: string): { src: string | null; onError: () => void } {
  const link = useFileLink(model, fileId);
  const [broken, setBroken] = useState<string | null>(null);
  const isOnline = model.state.value.connection.kind === "online";
  useEffect(() => {
    if (isOnline) setBroken(null);
  }, [isOnline]);
  const url = link?.thumbnailUrl ?? null;
  return {
    src: url === broken || model.files.areImagesForbidden.value ? null : url,
    onError: () => {
      setBroken(url);
      model.files.client.links.refresh(fileId);
    },
  };
}
