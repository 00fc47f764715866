// The script of /embed/script.js: a frame in a corner of the page, as pages with Statuspage's embed have it.
const script = document.currentScript as HTMLScriptElement | null;
const far = "-9999px";
const near = "60px";
const tallest = 400;

function placed(frame: HTMLIFrameElement, position: string, isShown: boolean): void {
  const isTop = position.startsWith("top");
  const isRight = position.endsWith("right");
  const isSmall = screen.width < 450;
  const margin = isSmall ? "0px" : near;
  Object.assign(frame.style, {
    top: isTop ? margin : "auto",
    bottom: isTop ? "auto" : margin,
    left: !isShown ? far : isRight ? "auto" : margin,
    right: isShown && isRight ? margin : "auto",
    width: isSmall ? "100vw" : "320px",
  });
}

function embed(origin: string): void {
  const frame = document.createElement("iframe");
  frame.title = "Status";
  frame.src = `${origin}/embed/frame?origin=${encodeURIComponent(location.origin)}`;
  Object.assign(frame.style, {
    position: "fixed",
    zIndex: "9999",
    border: "0",
    height: "115px",
    colorScheme: "light dark",
  });
  placed(frame, "bottom-left", false);
  addEventListener("message", ({ origin: from, source, data }) => {
    if (from !== origin || source !== frame.contentWindow) return;
    if (data.action === "showFrame" || data.action === "dismissFrame")
      placed(frame, String(data.position), data.action === "showFrame");
    else if (data.action === "resizeFrame") frame.style.height = `${Math.min(tallest, Number(data.height))}px`;
  });
  document.body.append(frame);
}

if (script) {
  const { origin } = new URL(script.src);
  if (document.body) embed(origin);
  else document.addEventListener("DOMContentLoaded", () => embed(origin));
}
