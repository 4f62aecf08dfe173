// Writes the names of the attributes that Plotly knows, for the kinds of trace that figures use, from plotly.js' own description of itself.
// usage: npm pack plotly.js@3.7.0 && tar xzf plotly.js-3.7.0.tgz && node extract.mjs package > attributes.txt
//
// Names only, without types, defaults or descriptions. A group of names that occurs more than once (fonts, colour bars …) is written once,
// as "@n{…}", and named "@n" where it belongs. A list of objects is written as the object.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const schema = JSON.parse(readFileSync(join(folder, "dist", "plot-schema.json")));
const { version } = JSON.parse(readFileSync(join(folder, "package.json")));

const traces = ["bar", "box", "contour", "heatmap", "scatter", "scattergl", "surface", "violin"];
// Kinds of plot that no figure of ours has.
const unused = new Set(["geo", "map", "mapbox", "polar", "smith", "ternary", "rangeselector", "rangeslider", "newshape", "newselection",
  "activeshape", "activeselection", "selections", "rangebreaks", "transforms", "stream", "lightposition", "uniformtext"]);
const facts = new Set(["description", "editType", "role", "impliedEdits", "valType", "dflt", "values", "arrayOk", "min", "max", "items",
  "flags", "extras", "anim", "noBlank", "strict", "regex", "dimensions", "freeLength", "otherOpts"]);

const isGroup = (node) => node !== null && typeof node === "object" && !Array.isArray(node) && node.valType === undefined;

function tree(node) {
  if (!isGroup(node)) return null;
  if (node.items && node._isLinkedToArray !== undefined || node.items && node.role === "object" && !node.valType) {
    const kinds = Object.values(node.items).filter(isGroup);
    if (kinds.length) return tree(kinds[0]);
  }
  const names = {};
  for (const [name, child] of Object.entries(node)) {
    if (name.startsWith("_") || name.endsWith("src") || unused.has(name) || facts.has(name) && !isGroup(child)) continue;
    if (name === "items" || name === "impliedEdits") continue;
    names[name] = tree(child);
  }
  return Object.keys(names).length ? names : null;
}

const layout = schema.layout.layoutAttributes;
const whole = { layout };
for (const [name, trace] of Object.entries(schema.traces)) {
  if (!traces.includes(name)) continue;
  whole[name] = { ...trace.attributes, type: { valType: "string" } };
  for (const [attribute, node] of Object.entries(trace.layoutAttributes ?? {})) layout[attribute] ??= node;
}
whole.frame = schema.frames.items.frames_entry;
whole.config = schema.config;

// Written once each: groups that occur more than once.
const counts = new Map();
const text = (names) => Object.keys(names).sort().map((name) => name + (names[name] ? `{${text(names[name])}}` : "")).join(" ");
function count(names) {
  const key = text(names);
  counts.set(key, (counts.get(key) ?? 0) + 1);
  if (counts.get(key) === 1) Object.values(names).filter(Boolean).forEach(count);
}
const roots = Object.fromEntries(Object.entries(whole).map(([name, node]) => [name, tree(node)]));
Object.values(roots).forEach(count);

const shared = new Map();
const lines = [];
function short(names) {
  return Object.keys(names).sort().map((name) => name + (names[name] ? reference(names[name]) : "")).join(" ");
}
function reference(names) {
  const key = text(names);
  if (counts.get(key) < 2 || key.length < 24) return `{${short(names)}}`;
  if (!shared.has(key)) {
    const written = short(names);
    shared.set(key, `@${shared.size}`);
    lines.push(`${shared.get(key)}{${written}}`);
  }
  return shared.get(key);
}
for (const [name, names] of Object.entries(roots)) lines.push(`${name}{${short(names)}}`);

// Lines of at most 160 characters.
const wrap = (line) => line.replace(/(.{1,159})( |$)/g, "$1\n").trimEnd();
console.log(`# Attribute names of plotly.js ${version}, dist/plot-schema.json; written by extract.mjs.\n${lines.map(wrap).join("\n")}`);
