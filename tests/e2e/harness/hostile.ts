/** A programme whose texts try what people try: honest Markdown and HTML, and every way to get a script or a stranger's address in. Not: a real one. */

const STRANGER = "https://stranger.example";

const MARKDOWN = `## What you will see

A paragraph with *emphasis*, **weight**, ~~a mistake~~ and \`code\`. More at https://example.org/slides_2, and by [mail](mailto:ada@example.org).

- first
- second
  1. inner

> Somebody said so.

| Day | What |
|-----|------|
| one | **much** |

![A chart](${STRANGER}/chart.png)

[https://bank.example/login](${STRANGER}/login)`;

const HTML = `<p>An <b>abstract</b> as <i>frab</i> writes it:<br>second line</p><ul><li>one</li><li><a href="https://example.org/">two</a></li></ul><h2>More</h2><p>Caf&eacute;</p>`;

const ATTACKS = [
  `<script>window.harmed = "script"</script>`,
  `<img src="${STRANGER}/pixel.png" onerror="window.harmed = 'img'">`,
  `<svg onload="window.harmed = 'svg'"><script>window.harmed = "svg script"</script></svg>`,
  `<iframe src="${STRANGER}/frame"></iframe><object data="${STRANGER}/o"></object><link rel=stylesheet href="${STRANGER}/s.css">`,
  `<style>body { background: url(${STRANGER}/b.png); display: none }</style>`,
  `<a href="javascript:window.harmed='href'" onmouseover="window.harmed='over'">word one</a>`,
  `[word two](javascript:window.harmed='md') [word three](<java\tscript:window.harmed=1>) [word four](data:text/html,x)`,
  `<a href="&#106;avascript:window.harmed='entity'">word five</a> <a href="//stranger.example">word six</a>`,
  `<https://bank.example@stranger.example/> <form action="${STRANGER}"><input autofocus onfocus="window.harmed='focus'"></form>`,
  `<p style="position:fixed;inset:0" class="toast" id="boot">word seven</p> <meta http-equiv=refresh content="0;url=${STRANGER}">`,
  `\u202Egnp.exe\u202C &lt;script&gt;window.harmed=1&lt;/script&gt; <!-- --><b onclick=window.harmed=1>word eight`,
].join("\n\n");

const talk = (id: string, title: string, hour: number, room: string, more: object = {}) => ({
  id,
  title,
  start: `2026-06-05T${String(hour).padStart(2, "0")}:00:00+02:00`,
  end: `2026-06-05T${String(hour).padStart(2, "0")}:45:00+02:00`,
  day: "2026-06-05",
  room,
  ...more,
});

/** In the contract's form. `later`: the same programme after an update that moved everything. */
export function hostileProgramme(later = false): string {
  const shift = later ? 3 : 0;
  const room = (name: string) => (later ? "annexe" : name);
  return JSON.stringify({
    version: later ? "2" : "1",
    event: { name: "Sharp Edges", zone: "Europe/Berlin" },
    days: [{ date: "2026-06-05" }],
    rooms: ["hall", "attic", "annexe"].map((id) => ({ id, name: id[0].toUpperCase() + id.slice(1) })),
    tracks: [{ id: "tools", name: "Tools", colour: "#00ff7f" }],
    speakers: [
      { id: "ada", name: "Ada Example", biography: "Writes **proofs** and [prose](https://example.org/ada)." },
      { id: "zoe", name: "Zoë Example" },
    ],
    talks: [
      talk("before", "Before it", 9 + shift, room("hall")),
      talk("markdown", later ? "Markdown, renamed" : "Markdown", 10 + shift, room("hall"), {
        track: "tools", speakers: ["ada", "zoe"], kind: "Lecture", tags: ["beginners"], language: "en", do_not_record: true, summary: "In short.", description: MARKDOWN,
        links: [{ title: "Feedback", url: "https://example.org/feedback" }, { title: "Bad", url: "javascript:1" }],
      }),
      talk("html", "HTML", 11 + shift, room("hall"), { description: HTML }),
      talk("attacks", "Attacks </script><script>window.harmed='title'</script>", 10 + shift, "attic", { description: ATTACKS, summary: "</script><script>window.harmed='ld'</script>" }),
      talk("off", "Called off", 12 + shift, room("hall"), { cancelled: true }),
      talk("arabic", "الماء والمدينة", 13 + shift, room("hall"), { language: "ar", description: "ترتفع **مياه** البحر.\n\nEnglish below." }),
    ],
  });
}
