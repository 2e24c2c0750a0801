//! What texts of programmes become, good and hostile. Not: how single characters are read, which stands beside the code.

mod hostile;
mod real;

use super::read;
use crate::domain::prose::{Block, Inline, Prose};

/// The tree in one line: `p(a b(c))`.
fn shape(prose: &Prose) -> String {
    blocks(&prose.blocks)
}

fn blocks(all: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::Paragraph(inlines) => format!("p({})", lines(inlines)),
        Block::Heading(level, inlines) => format!("h{}({})", *level as u8 + 1, lines(inlines)),
        Block::List { start, items } => {
            let items: Vec<String> = items.iter().map(|item| format!("li({})", blocks(item))).collect();
            let name = start.map_or("ul".to_owned(), |start| format!("ol{start}"));
            format!("{name}({})", items.join(" "))
        }
        Block::Quote(inner) => format!("quote({})", blocks(inner)),
        Block::Code(code) => format!("pre({})", code.replace('\n', "|")),
        Block::Rule => "hr".into(),
        Block::Table(rows) => {
            let row = |cells: &Vec<Vec<Inline>>| cells.iter().map(|cell| lines(cell)).collect::<Vec<_>>().join(",");
            format!("table({})", rows.iter().map(row).collect::<Vec<_>>().join(";"))
        }
    };
    all.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn lines(all: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Emphasis(inner) => format!("i({})", lines(inner)),
        Inline::Strong(inner) => format!("b({})", lines(inner)),
        Inline::Struck(inner) => format!("s({})", lines(inner)),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Break => "|".into(),
        Inline::Link(link, inner) => format!("a<{}>({})", link.href(), lines(inner)),
        Inline::Picture { alt, at } => format!("img<{}>({alt})", at.href()),
    };
    all.iter().map(one).collect()
}

fn holds(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(shape(&read(text)), *expected, "{text:?}");
    }
}

#[test]
fn markdown_as_people_write_it() {
    holds(&[
        ("", ""),
        (" \n\n&nbsp;\n", ""),
        ("One *two* **three** ~~four~~ `five  <b>`", "p(One i(two) b(three) s(four) `five  <b>`)"),
        ("One\ntwo  \nthree\\\nfour\n\nfive", "p(One|two|three|four) p(five)"),
        ("- a\n- b\n  - c\n\n3. d\n4. e", "ul(li(p(a)) li(p(b) ul(li(p(c))))) ol3(li(p(d)) li(p(e)))"),
        ("> a\n> > b", "quote(p(a) quote(p(b)))"),
        ("a\n\n---\n\nb", "p(a) hr p(b)"),
        ("```\na <b>\n  c\n```", "pre(a <b>|  c)"),
        ("| x | y |\n|---|---|\n| 1 | *2* |", "table(x,y;1,i(2))"),
        ("[a](https://x.example/ 'title') [b](/own) [c](javascript:alert(1))", "p(a<https://x.example/>(a) b c)"),
        ("<https://x.example/y> <me@x.example>", "p(a<https://x.example/y>(https://x.example/y) a<mailto:me@x.example>(me@x.example))"),
        ("see http://x.example/a_b_c*d*e?f=1&amp;g.", "p(see a<http://x.example/a_b_c>(http://x.example/a_b_c)i(d)e?f=1&g.)"),
        ("see https://x.example/a_b?f=1&g=2_3, then", "p(see a<https://x.example/a_b?f=1&g=2_3>(https://x.example/a_b?f=1&g=2_3), then)"),
        ("![a *cat*](https://x.example/cat.png) ![](/own.png)", "p(img<https://x.example/cat.png>(a cat))"),
        ("[![a cat](https://x.example/c.png)](https://x.example/)", "p(a<https://x.example/>(a cat))"),
        (
            "[1]: https://x.example/one\n[2]: https://x.example/two\n\nSee [1].",
            "p(See a<https://x.example/one>(1).) p([2]: a<https://x.example/two>(https://x.example/two))",
        ),
        ("[https://bank.example](https://x.example/login)", "p(a<https://x.example/login>(https://bank.example) (x.example))"),
    ]);
}

#[test]
fn headings_begin_at_the_top_and_leave_no_step_out() {
    holds(&[
        ("### a\n\n##### b\n\n#### c\n\n## d\n\n###### e\n\n# f", "h1(a) h2(b) h2(c) h1(d) h2(e) h1(f)"),
        ("<h5>a</h5><h6>b</h6><h1>c</h1>", "h1(a) h2(b) h1(c)"),
    ]);
    let long = format!("{}\n---\n\nb", "word ".repeat(60));
    assert!(shape(&read(&long)).starts_with("p(word word"), "a line of dashes below a long paragraph makes no heading");
}

#[test]
fn lines_that_an_editor_wrapped_flow_and_others_stay() {
    let line = "sixty characters of running text that an editor wrapped here";
    assert_eq!(shape(&read(&format!("{line}\n{line}\nend"))), format!("p({line} {line} end)"));
    holds(&[("Monday 10:00\nTuesday 11:00\nWednesday", "p(Monday 10:00|Tuesday 11:00|Wednesday)")]);
}

#[test]
fn html_as_frab_and_sessionize_write_it() {
    holds(&[
        ("<p>One <b>two</b><br>\n<i>three</i></p>\r\n<p>four &amp; f&uuml;nf</p>", "p(One b(two)|i(three)) p(four & fünf)"),
        ("<ul>\n\n<li>a</li>\n\n    <li>b <em>c</em></li>\n</ul>\nafter", "ul(li(p(a)) li(p(b i(c)))) p(after)"),
        ("<ol start=4><li>a<li>b</ol>", "ol4(li(p(a)) li(p(b)))"),
        ("a<br><br>b", "p(a) p(b)"),
        ("a\n\n<br>\n**b**", "p(a) p(b(b))"),
        ("<blockquote>a<p>b</blockquote>c", "quote(p(a) p(b)) p(c)"),
        ("<pre><code>a\n  b</code></pre>", "pre(a|  b)"),
        ("<div>a</div><div>b <span style='x'>c</span></div>", "p(a) p(b c)"),
        ("<a href=\"https://x.example/\" target=_blank>x</a> <a href='/y'>y</a>", "p(a<https://x.example/>(x) y)"),
        ("<table><tr><th>a</th><td><p>b</p>c</td></tr></table>", "table(a,b|c)"),
        ("An <img src=https://x.example/a.png alt='elephant'> <img src=x> here", "p(An img<https://x.example/a.png>(elephant) here)"),
        ("Mail <your name> if 1 < 2 and <3", "p(Mail <your name> if 1 < 2 and <3)"),
        ("**a** <u>b</u> &lt;b&gt;", "p(b(a) b <b>)"),
    ]);
}

#[test]
fn what_is_not_closed_or_closed_twice_harms_nothing() {
    holds(&[
        ("<b>a\n\nb", "p(b(a)) p(b)"),
        ("a</b></p></ul>b", "p(a) p(b)"),
        ("<li>a</li>", "ul(li(p(a)))"),
        ("<ul>a<li>b</ul>", "ul(li(p(a)) li(p(b)))"),
        ("<td>a</td><td>b</td>", "table(a,b)"),
        ("<b><i>a</b>b</i>", "p(b(i(a))b)"),
        ("<a href=https://x.example/>a<a href=https://y.example/>b</a>", "p(a<https://x.example/>(a)a<https://y.example/>(b))"),
        ("<a href=https://x.example/></a>", "p(a<https://x.example/>(https://x.example/))"),
        ("<p></p><b></b><ul><li></li></ul><table><tr><td></td></tr></table>", ""),
        ("a <script>alert('<b>b</b>')</script> c", "p(a c)"),
        ("<style>p{}</style>\n\nc", "p(c)"),
    ]);
}
