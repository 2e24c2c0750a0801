/** `node run.mjs job.json`: measures all contestants in turns, round by round, and writes the measurements. Not: what they mean; xtask tells. */
import { readFileSync, writeFileSync } from "node:fs";
import { launch } from "./browser.mjs";
import { contestants } from "./files.mjs";
import { Host } from "./host.mjs";
import * as measures from "./measures.mjs";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const everybody = contestants(job);
const hosts = {};
for (const [name, contestant] of Object.entries(everybody)) hosts[name] = await new Host(contestant).listen();
const browser = await launch(job.chromium);

const results = { learned: {}, bytes: {}, open: {}, star: {}, day: {}, search: {}, memory: {} };
const keep = () => writeFileSync(job.results, JSON.stringify(results));
const wanted = (names) => names.filter((name) => job.only.length === 0 || job.only.includes(name));

/** `act` for every contestant, so many rounds, each beginning with another; results by name in the order of the rounds. */
async function inTurns(what, names, rounds, act) {
  const found = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    console.log(`${what}: round ${round + 1} of ${rounds}`);
    for (let n = 0; n < names.length; n++) {
      const name = names[(n + round) % names.length];
      found[name].push(await act(name));
    }
  }
  return found;
}

for (const programme of job.plan) {
  const { name, titles, opening, interactions, searching, memory } = programme;
  const others = wanted(programme.contestants);
  for (const contestant of others) hosts[contestant].show(name);
  const learned = {};
  for (const contestant of others) {
    console.log(`${name} talks: looking at ${contestant}`);
    learned[contestant] = await measures.learn(browser, hosts[contestant], titles);
    const { shown } = learned[contestant];
    if (shown.length === 0 && contestant !== "blank") throw new Error(`${contestant} shows no talk of the programme ${name}`);
  }
  results.learned[name] = Object.fromEntries(Object.entries(learned).map(([contestant, { shown, elements }]) => [contestant, { shown: shown.length, elements }]));
  results.bytes[name] = {};
  for (const contestant of programme.weighed ? others : []) results.bytes[name][contestant] = await measures.bytes(browser, hosts[contestant], learned[contestant].shown);
  keep();
  results.open[name] = {};
  for (const [slower, rounds] of Object.entries(opening)) {
    const act = async (contestant) => (await measures.open(browser, hosts[contestant], learned[contestant].shown, Number(slower))).at;
    results.open[name][slower] = await inTurns(`${name} talks, opening, CPU ×${slower}`, others, rounds, act);
    keep();
  }
  const moving = others.filter((contestant) => everybody[contestant].star && contestant !== "V again");
  for (const [slower, rounds] of Object.entries(interactions)) {
    results.star[slower] = await inTurns(`star, CPU ×${slower}`, moving, rounds, (one) => measures.star(browser, hosts[one], Number(slower), job.times));
    keep();
    results.day[slower] = await inTurns(`day, CPU ×${slower}`, moving, rounds, (one) => measures.day(browser, hosts[one], Number(slower), job.times, titles));
    keep();
  }
  for (const [slower, rounds] of Object.entries(searching)) {
    const finding = others.filter((contestant) => everybody[contestant].search);
    results.search[slower] = await inTurns(`search, CPU ×${slower}`, finding, rounds, (one) => measures.search(browser, hosts[one], Number(slower), job.word, titles));
    keep();
  }
  results.memory = memory > 0 ? await inTurns("memory", others, memory, (one) => measures.memory(job.chromium, hosts[one])) : results.memory;
  keep();
}

await browser.close();
for (const host of Object.values(hosts)) await host.close();
