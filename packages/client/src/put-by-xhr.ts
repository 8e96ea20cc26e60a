import type { Put } from "./file-uploads.ts";

/** Not `fetch`, which does not say how much has left. No cookie goes along: all authority is in the address. */
export const putByXhr: Put = (url, body, onProgress) => {
  const request = new XMLHttpRequest();
  const done = new Promise<{ status: number; text: string } | null>((resolve) => {
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => resolve(null);
    request.onabort = () => resolve(null);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.open("POST", url);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(body);
  });
  return { done, cancel: () => request.abort() };
};
