/**
 * Makes the calls of calls.mjs with Cloudflare's own client, through a proxy that notes what the client sends and what the
 * emulator answers. OfficialClientTest sends the same again, and must be answered the same.
 *
 *   npm install
 *   java -jar ../../target/video-call-server.jar emulator --port 8788      (in another terminal, with no state)
 *   node record.mjs > ../test/resources/official-client.json
 */
import { createServer, request } from "node:http";
import Cloudflare from "cloudflare";
import { calls } from "./calls.mjs";

const TARGET = new URL(process.env.EMULATOR ?? "http://127.0.0.1:8788");
const WHERE = { account_id: "local-account", app_id: "local-app" };
const TOKEN = "local-token";
/** What depends on the machine, the day or the connection. */
const LEFT_OUT = /^(host|connection|api-version|accept-encoding|accept-language|sec-fetch-mode|user-agent|x-stainless-.*)$/;

const names = new Map();
const exchanges = [];

const proxy = createServer(async (incoming, outgoing) => {
  const body = await text(incoming);
  const options = { method: incoming.method, headers: incoming.headers };
  const answer = request(new URL(incoming.url, TARGET), options, async (response) => {
    const answered = await text(response);
    exchanges.push({
      method: incoming.method,
      path: incoming.url,
      headers: Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !LEFT_OUT.test(name))),
      body,
      status: response.statusCode,
      answer: JSON.parse(answered),
    });
    outgoing.writeHead(response.statusCode, { "content-type": response.headers["content-type"] }).end(answered);
  });
  answer.end(body);
});
await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${proxy.address().port}`;

const client = new Cloudflare({ apiToken: TOKEN, baseURL: `${base}/client/v4`, maxRetries: 0 });
await calls(client, control, seen, WHERE);
proxy.close();
process.stdout.write(`${JSON.stringify(exchanges.map(named), null, 2)}\n`);

async function control(method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  return response.json();
}

function seen(name, value) {
  names.set(value, name);
  return value;
}

/** The exchange with the names of ids in place of the ids; where each name's id is answered first is found at replay. */
function named(exchange) {
  let json = JSON.stringify(exchange);
  for (const [value, name] of names) {
    json = json.replaceAll(value, `{${name}}`);
  }
  return JSON.parse(json, (key, value) => (typeof value === "string" && key !== "body" && key !== "path" ? masked(value) : value));
}

/** Other ids, times and tokens differ each time. */
function masked(text) {
  return text
    .replace(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "<id>")
    .replace(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/, "<time>")
    .replace(/^eyJ[\w.-]+$/, "<token>");
}

async function text(stream) {
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
