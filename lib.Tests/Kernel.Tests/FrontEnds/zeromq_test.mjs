// The npm package zeromq, which VS Code's Jupyter extension uses, talks to a kernel. Argument: the kernel's connection file.
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Resolved from where it was installed, not from where this file lies.
const { Dealer, Request, Subscriber } = createRequire(process.env.COURSE_FRONT_ENDS + "/")("zeromq");
const connection = JSON.parse(readFileSync(process.argv[2], "utf8"));
const address = (port) => `tcp://${connection.ip}:${port}`;
const sign = (parts) => parts.reduce((hmac, part) => hmac.update(part), createHmac("sha256", connection.key)).digest("hex");

const shell = new Dealer({ routingId: randomUUID() });
const iopub = new Subscriber();
const heartbeat = new Request();
shell.connect(address(connection.shell_port));
iopub.connect(address(connection.iopub_port));
heartbeat.connect(address(connection.hb_port));
iopub.subscribe();

const send = async (type, content) => {
  const header = { msg_id: randomUUID(), msg_type: type, session: "s", username: "u", date: new Date().toISOString(), version: "5.3" };
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
  await shell.send(["<IDS|MSG>", sign(parts), ...parts]);
  return header.msg_id;
};
const receive = async (socket) => {
  const frames = (await socket.receive()).map((frame) => frame.toString());
  const at = frames.indexOf("<IDS|MSG>");
  const parts = frames.slice(at + 2, at + 6);
  if (sign(parts) !== frames[at + 1]) throw new Error("the kernel's signature is wrong");
  const [header, parent, , content] = parts.map((part) => JSON.parse(part));
  return { type: header.msg_type, parent: parent.msg_id, content };
};

await heartbeat.send("beat");
if ((await heartbeat.receive()).toString() !== "beat") throw new Error("the heart does not beat");

// A subscription may arrive after the first cell has begun, so ask until something is heard.
let heard = false;
const first = receive(iopub).then(() => (heard = true));
while (!heard) {
  await send("kernel_info_request", {});
  await receive(shell);
  await Promise.race([first, new Promise((resolve) => setTimeout(resolve, 100))]);
}

const id = await send("execute_request", { code: 'Console.WriteLine("héllo 😀"); new string(\'x\', 300_000).Length', silent: false });
const seen = [];
while (true) {
  const message = await receive(iopub);
  if (message.parent !== id) continue;
  if (message.type === "stream") seen.push(message.content.text);
  if (message.type === "execute_result") seen.push(message.content.data["text/plain"]);
  if (message.content.execution_state === "idle") break;
}
let reply = await receive(shell);
while (reply.parent !== id) reply = await receive(shell);
console.log(JSON.stringify([reply.content.status, ...seen]));
process.exit(0);
