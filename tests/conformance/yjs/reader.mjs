// Reads notes with yjs and writes one: {"notes": [[update as hex, …], …], "writer": {"client", "key", "texts"}} on standard input.
import * as Y from "yjs";

const read = async () => {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
};

const bytes = (hex) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (data) => Buffer.from(data).toString("hex");
const plain = (value) => (value instanceof Uint8Array ? { bytes: hex(value) } : value);

const project = (doc) => ({
  text: doc.getText("body").toString(),
  marks: Object.fromEntries([...doc.getMap("marks").entries()].map(([name, value]) => [name, plain(value)])),
});

const merged = (updates) => {
  const doc = new Y.Doc();
  if (updates.length) Y.applyUpdate(doc, Y.mergeUpdates(updates.map(bytes)));
  return project(doc);
};

const write = ({ client, key, texts }) => {
  const doc = new Y.Doc();
  doc.clientID = client;
  const updates = [];
  doc.on("update", (update) => updates.push(hex(update)));
  const body = doc.getText("body");
  for (const text of texts) {
    doc.transact(() => {
      body.delete(0, Math.min(2, body.length));
      body.insert(Math.floor(body.length / 2), text);
    });
    doc.getMap("marks").set(key, text);
  }
  return { updates, ...project(doc) };
};

const { notes, writer } = await read();
process.stdout.write(JSON.stringify({ read: notes.map(merged), written: write(writer) }));
