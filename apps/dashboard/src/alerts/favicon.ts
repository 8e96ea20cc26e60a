import { lastBegun } from "./last-begun.ts";

const SIZE = 64;
const PLAIN = "/favicon.svg";

const show = lastBegun((href: string) => {
  const link = document.querySelector<HTMLLinkElement>("#favicon");
  if (link) link.href = href;
});

/** A dot with the count on the tab's icon; without a count, the plain icon [DA3]. */
export function showOnFavicon(count: number): Promise<void> {
  return show(count > 0 ? drawn(count) : PLAIN);
}

async function drawn(count: number): Promise<string> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  const icon = new Image(SIZE, SIZE);
  icon.src = PLAIN;
  const isLoaded = await icon.decode().then(
    () => true,
    () => false,
  );
  if (!pen || !isLoaded) return PLAIN;
  pen.drawImage(icon, 0, 0, SIZE, SIZE);
  drawCount(pen, count > 9 ? "9+" : String(count));
  return canvas.toDataURL("image/png");
}

function drawCount(pen: CanvasRenderingContext2D, text: string): void {
  const radius = 19;
  const [x, y] = [SIZE - radius, SIZE - radius];
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = "#d33a40";
  pen.fill();
  pen.fillStyle = "white";
  pen.font = `bold ${text.length > 1 ? 24 : 30}px sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, x, y + 2);
}
