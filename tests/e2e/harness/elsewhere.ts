/** The app with a programme that lives on another host, as an organiser would point it there. Not: what the programme says. */
import { demoDist } from "./build";
import { alsoConnectTo } from "./policy";
import { Host, HostOptions } from "./static";
import { Witness } from "./witness";

type Serve = (options: HostOptions) => Promise<Host>;

export async function conferenceOf(serve: Serve, witness: Witness, folder: string, file: string, zone: string | null): Promise<Host> {
  const elsewhere = await serve({ folder, headers: { "Access-Control-Allow-Origin": "*" }, fallback: false });
  witness.allow(elsewhere.origin);
  const config = { name: "A real conference", backend: "demo", programme: `${elsewhere.origin}/${file}`, zone };
  return serve({ folder: demoDist, headers: alsoConnectTo(elsewhere.origin), files: { "/config.json": JSON.stringify(config) } });
}
