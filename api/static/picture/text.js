// Text that fits its room: in two lines at most, the last cut with an ellipsis.
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function fitted(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  const kept = [...letters.segment(text.slice(0, 400))].map(({ segment }) => segment);
  let most = kept.length, least = 0;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (ctx.measureText(kept.slice(0, middle).join("") + "…").width <= width) least = middle;
    else most = middle - 1;
  }
  return kept.slice(0, least).join("").trimEnd() + "…";
}

export function inLines(ctx, text, width) {
  let first = "";
  const words = text.split(/\s+/);
  while (words.length && ctx.measureText(`${first} ${words[0]}`.trim()).width <= width) first = `${first} ${words.shift()}`.trim();
  if (!words.length) return [first];
  return first ? [first, fitted(ctx, words.join(" "), width)] : [fitted(ctx, text, width)];
}
