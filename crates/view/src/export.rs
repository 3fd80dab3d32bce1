//! A run taken elsewhere: the command that runs the same, the tag that embeds it, tables, and a report to be read.

use std::fmt::Write;

use tidepool_scenario::{Library, Run, fault_at, link};
use tidepool_sim::{Report, Simulation};

use crate::compare::{fault_name, happens, title, value};
use crate::{Lang, ReportRow, Snapshot, format_duration_ns, load_report};

/// The metrics, series and expectations as JSON, as `tidepool run --format json` writes it.
pub fn json(report: &Report) -> String {
    // Numbers, texts and lists of these: nothing in it can fail.
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}

/// The series as comma-separated values, as `tidepool run --format csv` writes it: a row per bucket. Names and numbers
/// need no quotes.
pub fn csv(report: &Report) -> String {
    let mut out = String::from("time_ms");
    for series in &report.series {
        let _ = write!(out, ",{}", series.name);
    }
    out.push('\n');
    let rows = report.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    let width = report.series.first().map_or(0.0, |series| series.width_ms);
    for row in 0..rows {
        let _ = write!(out, "{}", row as f64 * width);
        for series in &report.series {
            let cell = series.values.get(row).copied().flatten();
            out.push_str(&cell.map_or_else(|| ",".into(), |value| format!(",{value}")));
        }
        out.push('\n');
    }
    out
}

/// The command that runs the same from beginning to end: short if `run` is one of `library`'s scenarios with its own
/// listings, else with a link that holds everything.
pub fn command(run: &Run, library: &Library) -> String {
    if !is_of(run, library) {
        return format!("tidepool run '{}'", link::encode(run, None, None));
    }
    let mut out = format!("tidepool run {}{}", quoted(&run.scenario.name), options(run, |_| true));
    if let Some(seed) = run.selection.seed {
        let _ = write!(out, " --seed {seed}");
    }
    out
}

/// What sweeps one setting of this run on the command line, `vary` such as `pool=5..40:5`; none if a run there would be
/// another one: its text has no name, and its seeds begin at the scenario's own.
pub fn sweep_command(run: &Run, library: &Library, vary: &str, seeds: u64) -> Option<String> {
    let swept = vary.split('=').next().unwrap_or_default();
    let (name, vary) = (quoted(&run.scenario.name), quoted(vary));
    let told = is_of(run, library) && run.selection.seed.is_none();
    told.then(|| {
        format!("tidepool sweep {name}{} --vary {vary} --seeds {seeds}", options(run, |key| key != swept))
    })
}

/// The options that choose the variant of `run` and those of its settings that are `wanted`.
fn options(run: &Run, wanted: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    if let Some(variant) = &run.selection.variant {
        let _ = write!(out, " --variant {}", quoted(variant));
    }
    for (key, value) in run.selection.set.iter().filter(|(key, _)| wanted(key)) {
        let _ = write!(out, " --set {}", quoted(&format!("{key}={value}")));
    }
    out
}

/// What shows the same in a page of one's own, beside the run that it is compared with, if there is one; `script` is the
/// address of `embed/v1.js`.
pub fn snippet(run: &Run, compared: Option<&Run>, library: &Library, lang: Lang, script: &str) -> String {
    let mut out = format!("<script type=\"module\" src=\"{}\"></script>\n<tidepool-lab", escaped(script));
    let mut attribute = |name: &str, value: &str| {
        let _ = write!(out, " {name}=\"{}\"", escaped(value));
    };
    // An attribute cannot hold every value, nor two runs; a link can.
    let plain = run.selection.set.values().all(|value| !value.contains('&'));
    if plain && compared.is_none() && is_of(run, library) {
        attribute("scenario", &run.scenario.name);
        if let Some(variant) = &run.selection.variant {
            attribute("code", variant);
        }
        let set: Vec<String> =
            run.selection.set.iter().map(|(key, value)| format!("{key}={value}")).collect();
        if !set.is_empty() {
            attribute("params", &set.join("&"));
        }
        if let Some(seed) = run.selection.seed {
            attribute("seed", &seed.to_string());
        }
    } else {
        attribute("link", &link::encode_beside(run, compared, None, None));
    }
    attribute("lang", lang.code());
    out.push_str("></tidepool-lab>\n");
    out
}

/// Whether the library makes this very run of the same choice.
fn is_of(run: &Run, library: &Library) -> bool {
    let scenario = library.scenario(&run.scenario.name);
    run.selection.code.is_none()
        && scenario.is_ok_and(|scenario| {
            scenario.resolve(&run.selection, library).is_ok_and(|theirs| theirs == *run)
        })
}

/// A word of a shell's command line.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=.,:/%+@".contains(c);
    match word.chars().all(plain) && !word.is_empty() {
        true => word.into(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

/// The value of an attribute.
fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// The run as it stands, as Markdown: settings, what is seen, expectations, all metrics, and how to run it again.
pub fn markdown(simulation: &Simulation, lang: Lang, command: &str) -> String {
    let (run, report, snapshot) = (simulation.run(), Report::of(simulation), Snapshot::of(simulation, lang));
    let code = lang.code();
    let mut out = format!("# {}\n\n{}\n", run.scenario.title.get(code), snapshot.caption);
    if let Some(ended) = &snapshot.ended {
        let _ = write!(out, "\n{ended}{}\n", lang.pick(".", "。"));
    }
    let mut part = |title: &str, body: String| {
        if !body.is_empty() {
            let _ = write!(out, "\n## {title}\n\n{body}");
        }
    };
    part(lang.pick("Settings", "设置"), settings(run, snapshot.now_ns, lang));
    let numbers = snapshot.numbers.iter();
    let colon = lang.pick(": ", "：");
    let numbers = numbers.map(|number| format!("- {}{colon}{} {}", number.label, number.value, number.unit));
    part(lang.pick("In numbers", "数字"), numbers.map(|line| line.trim_end().to_owned() + "\n").collect());
    let rows = load_report(simulation, lang);
    let table = if rows.is_empty() { String::new() } else { fenced(&ReportRow::text(&rows)) };
    part(lang.pick("Load test report", "压测报告"), table);
    part(lang.pick("Expectations at the end", "结束时的预期"), expectations(&report, lang));
    part(lang.pick("Metrics", "指标"), metrics(&report, lang));
    part(lang.pick("Run it again", "再运行一遍"), fenced(command));
    let _ = write!(
        out,
        "\n{} {} · {} `{}` · Tidepool {}\n",
        report.events,
        lang.pick("events", "个事件"),
        lang.pick("trace hash", "轨迹哈希"),
        report.trace_hash,
        report.tidepool_version
    );
    out
}

fn fenced(text: &str) -> String {
    format!("```\n{}\n```\n", text.trim_end())
}

fn settings(run: &Run, now_ns: u64, lang: Lang) -> String {
    let mut rows = vec![(lang.pick("listing", "代码").to_owned(), title(run, lang).to_owned())];
    for param in &run.scenario.params {
        rows.push((param.label.get(lang.code()).to_owned(), value(param, run, lang)));
    }
    for fault in
        run.scenario.faults.iter().filter(|fault| run.selection.set.contains_key(&fault_at(&fault.id)))
    {
        rows.push((fault_name(fault, lang), happens(fault, run, lang)));
    }
    let known = |key: &str| {
        let mut faults = run.scenario.faults.iter();
        run.scenario.params.iter().any(|param| param.key == key)
            || faults.any(|fault| fault_at(&fault.id) == key)
    };
    let others = run.selection.set.iter().filter(|(key, _)| !known(key));
    rows.extend(others.map(|(key, value)| (format!("`{key}`"), value.clone())));
    rows.push((lang.pick("seed", "随机种子").to_owned(), run.seed.to_string()));
    rows.push((lang.pick("virtual time", "虚拟时间").to_owned(), format_duration_ns(now_ns)));
    let colon = lang.pick(": ", "：");
    rows.iter().map(|(name, value)| format!("- {name}{colon}{}\n", value.trim_end())).collect()
}

fn expectations(report: &Report, lang: Lang) -> String {
    let line = |checked: &tidepool_sim::Checked| {
        let mark = if checked.holds { lang.pick("holds", "成立") } else { lang.pick("FAILS", "不成立") };
        let value = checked.value.map_or_else(|| "–".to_owned(), |value| value.to_string());
        format!("- {mark}: `{} {}` ({value})\n", checked.metric, checked.condition)
    };
    report.expectations.iter().map(line).collect()
}

fn metrics(report: &Report, lang: Lang) -> String {
    let mut out =
        lang.pick("| Metric | Value |\n| --- | ---: |\n", "| 指标 | 值 |\n| --- | ---: |\n").to_owned();
    for (name, value) in &report.metrics {
        let _ = writeln!(out, "| `{name}` | {value} |");
    }
    out
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use tidepool_scenario::Selection;
    use tidepool_sim::{Budget, Options, Time};

    use super::*;

    fn chosen(library: &Library, selection: Selection) -> Run {
        library
            .scenario("rows")
            .and_then(|rows| rows.resolve(&selection, library))
            .expect("a run of the book")
    }

    fn choice() -> Selection {
        let set = [("pool", "20"), ("database.latency", "uniform(5ms,15ms)")];
        Selection {
            variant: Some("drained".into()),
            set: set.map(|(key, value)| (key.to_owned(), value.to_owned())).into_iter().collect(),
            seed: Some(7),
            code: None,
        }
    }

    #[test]
    fn the_command_is_short_while_the_book_has_the_listing() {
        let library = tidepool_content::library();
        let short = command(&chosen(&library, choice()), &library);
        let wanted = "tidepool run rows --variant drained --set pool=20 --set 'database.latency=uniform(5ms,15ms)' --seed 7";
        assert_eq!(short, wanted);
        assert_eq!(command(&chosen(&library, Selection::default()), &library), "tidepool run rows");
        let edited = Selection { code: Some("package main\n\nfunc main() {}\n".into()), ..choice() };
        let run = chosen(&library, edited);
        let long = command(&run, &library);
        assert_eq!(link::decode(&long).map(|link| link.run), Ok(run));
    }

    #[test]
    fn the_snippet_says_what_is_chosen() {
        let library = tidepool_content::library();
        let text = snippet(
            &chosen(&library, choice()),
            None,
            &library,
            Lang::Zh,
            "https://x.example/embed/v1.js?a&b",
        );
        let wanted = "<script type=\"module\" src=\"https://x.example/embed/v1.js?a&amp;b\"></script>\n\
             <tidepool-lab scenario=\"rows\" code=\"drained\" params=\"pool=20&amp;database.latency=uniform(5ms,15ms)\" \
             seed=\"7\" lang=\"zh\"></tidepool-lab>\n";
        assert_eq!(text, wanted);
        // Two runs have no attributes.
        let [run, other] = [choice(), Selection::default()].map(|selection| chosen(&library, selection));
        let both = snippet(&run, Some(&other), &library, Lang::Zh, "x");
        let read = link::decode(&both).map(|link| (link.run, link.compared.map(|run| *run)));
        assert_eq!(read, Ok((run, Some(other))));
    }

    #[test]
    fn words_of_a_shell_keep_what_is_in_them() {
        assert_eq!(["pool=20", "a b", "it's", ""].map(quoted), ["pool=20", "'a b'", r"'it'\''s'", "''"]);
    }

    #[test]
    fn a_report_names_faults_as_their_buttons_do() {
        let library = tidepool_content::library();
        let set = [("fault.dark.at".to_owned(), "15000ms".to_owned())].into_iter().collect();
        let scenario = library.scenario("zones").expect("it is in the book");
        let fault = scenario.faults.iter().find(|fault| fault.id == "dark").expect("it has this fault");
        let name = fault.button.as_ref().expect("it has a button").get("zh");
        let run =
            scenario.resolve(&Selection { set, ..Selection::default() }, &library).expect("it resolves");
        let simulation = Simulation::new(Rc::new(run), Options::default()).expect("it compiles");
        let text = markdown(&simulation, Lang::Zh, "");
        assert!(text.contains(&format!("- “{name}”：15.0 s\n")) && !text.contains("fault.dark"), "{text}");
    }

    #[test]
    fn a_report_says_what_was_chosen_and_what_came_of_it() {
        let library = tidepool_content::library();
        let run = Rc::new(chosen(&library, Selection { seed: Some(7), ..Selection::default() }));
        let mut simulation = Simulation::new(run, Options::default()).expect("it compiles");
        simulation.advance(Time::from_nanos(2_000_000_000), Budget(u64::MAX));
        let settings =
            [(Lang::En, "- seed: 7\n", ": 10 connections\n"), (Lang::Zh, "- 随机种子：7\n", "：10 个连接\n")];
        for (lang, seed, pool) in settings {
            let text = markdown(&simulation, lang, "tidepool run rows --seed 7");
            let report = Report::of(&simulation);
            let metric = format!("| `wait_count` | {} |", report.metrics["wait_count"]);
            for part in [seed, pool, &metric, &report.trace_hash, "```\ntidepool run rows --seed 7\n```"] {
                assert!(text.contains(part), "{part:?} is not in\n{text}");
            }
        }
        let report = Report::of(&simulation);
        let (csv, json) = (csv(&report), json(&report));
        let columns: Vec<usize> = csv.lines().map(|line| line.split(',').count()).collect();
        assert!(columns.iter().all(|count| *count == report.series.len() + 1), "{columns:?}");
        assert_eq!(Some(columns.len()), report.series.iter().map(|series| 1 + series.values.len()).max());
        let read: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(read["trace_hash"], report.trace_hash);
    }
}
