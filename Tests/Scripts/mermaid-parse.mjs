// Reads a chart from standard input with Mermaid itself, and prints what it
// understood, a line for each box, arrow and bar, with texts as JSON. Exits
// with 1 and Mermaid's message where it understands nothing.
//
//   node mermaid-parse.mjs BUNDLE < chart
//
// BUNDLE is a JavaScript module that exports `mermaid`.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// What Mermaid's parsers ask of a browser. Nothing is drawn, and the cleaner of
// HTML, which would need a real one, stands aside.
globalThis.window = globalThis;
globalThis.addEventListener = () => {};
globalThis.Element = class {};
globalThis.document = {
  nodeType: 9,
  currentScript: null,
  implementation: {},
  createElement: () => ({}),
  querySelector: () => null,
};

const { mermaid } = await import(pathToFileURL(process.argv[2]));
mermaid.initialize({ startOnLoad: false, securityLevel: "loose" });

// Mermaid keeps entity codes in a spelling of its own until it draws.
const told = (text = "") =>
  JSON.stringify(text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code))));
const day = (date) => date.toISOString().slice(0, 10);
try {
  const chart = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(0, "utf8"));
  console.log(`chart ${chart.type}`);
  if (chart.type === "gantt") {
    for (const bar of chart.db.getTasks()) {
      const days = `${day(bar.startTime)} ${day(bar.endTime)}`;
      console.log(`bar ${told(bar.section)} ${told(bar.task.trim())} ${days}`);
    }
  } else {
    for (const box of chart.db.getVertices().values()) {
      console.log(`box ${box.id} ${told(box.text)}`);
    }
    for (const arrow of chart.db.getEdges()) {
      console.log(`arrow ${arrow.start} ${arrow.end} ${told(arrow.text)}`);
    }
  }
} catch (error) {
  console.error(error.message ?? String(error));
  process.exitCode = 1;
}
