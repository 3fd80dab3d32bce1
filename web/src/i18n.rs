//! Every word of the lab in both languages. A missing one does not compile.

use tidepool_view::Lang;

/// Declares [`Words`] with one field per word, and the two tables.
macro_rules! words {
    ($($key:ident: $en:literal, $zh:literal;)*) => {
        /// All words of one language.
        #[derive(Debug, PartialEq, Eq)]
        pub struct Words {
            $(#[doc = $en] pub $key: &'static str,)*
        }

        static EN: Words = Words { $($key: $en,)* };
        static ZH: Words = Words { $($key: $zh,)* };

        #[cfg(test)]
        impl Words {
            /// Every word with its name.
            fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key),)*]
            }
        }
    };
}

words! {
    lab: "Lab", "实验台";
    play: "Play", "播放";
    pause: "Pause", "暂停";
    step: "Step", "下一步";
    step_title: "Go on by one step", "前进一步";
    step_back: "Back", "上一步";
    step_back_title: "Back to just before the last step", "退回到上一步之前";
    unit: "What a step is", "一步走多远";
    instruction: "instruction", "指令";
    statement: "statement", "语句";
    line_unit: "line", "行";
    event: "event", "事件";
    next_failure: "next failure", "到下次失败";
    next_wait: "next wait", "到下次等待";
    next_collection: "next GC", "到下次 GC";
    next_leak: "next leak", "到下次泄漏";
    next_breakpoint: "breakpoint", "到断点";
    no_failure: "No more failures: this is the end of the run.", "后面没有失败了：这里是运行的终点。";
    no_wait: "No more waits: this is the end of the run.", "后面没有等待了：这里是运行的终点。";
    no_collection: "No more garbage collections: this is the end of the run.", "后面没有垃圾回收了：这里是运行的终点。";
    no_leak: "No more leaks: this is the end of the run.", "后面没有泄漏了：这里是运行的终点。";
    no_breakpoint: "No more breakpoints: this is the end of the run.", "后面没有碰到断点：这里是运行的终点。";
    halt: "Stop", "停下";
    hint_play: "New here? Press Play below: virtual time passes, and the picture shows where each request is.",
        "第一次来？按下面的播放：虚拟时间开始走，图上能看到每个请求在哪里。";
    hint_play_program: "New here? Press Play below: the program runs statement by statement, and the picture shows what it holds.",
        "第一次来？按下面的播放：程序一条语句一条语句地运行，图上能看到它手里有什么。";
    hint_travel: "Drag the bar of time to go anywhere, or step on and back with the arrow keys.",
        "拖动时间条可以到任何时刻；用左右方向键可以一步步前进、后退。";
    hint_change: "Now change something: a setting, another listing, or the code itself. The run begins anew with it.",
        "现在改点什么：一个设置、另一份代码，或者直接改代码。运行会照新的重来。";
    no_hints: "No hints", "不用提示";
    keys: "Keys", "键盘操作";
    keys_where: "They work wherever the focus is in the lab, except where a field or a button needs the key itself.", "焦点在实验台里就有效；输入框、按钮自己要用的键除外。";
    key_space: "Space", "空格";
    key_play: "Play or pause", "播放或暂停";
    key_halt: "Stop on the way, or pause", "中途停下，或者暂停";
    key_faster: "Faster", "加快";
    key_slower: "Slower", "放慢";
    key_failure: "Run to the next failure", "运行到下一次失败";
    key_wait: "Run to the next wait", "运行到下一次等待";
    key_collection: "Run to the next garbage collection", "运行到下一次垃圾回收";
    key_leak: "Run to the next leak", "运行到下一次泄漏";
    key_breakpoint: "Run to the next breakpoint", "运行到下一个断点";
    bytecode: "Bytecode", "字节码";
    bytecode_of: "of the goroutine that is next to run: goroutine", "下一个要运行的是 goroutine";
    restart: "Restart", "重来";
    speed: "Speed", "速度";
    fastest: "as fast as possible", "尽可能快";
    per_second: "virtual seconds per second", "虚拟秒/秒";
    real_speed: "really", "实际";
    time: "Virtual time", "虚拟时间";
    of_time: "of", "共";
    first_wait: "first waiter", "第一个等待者";
    first_failure: "first failure", "第一次失败";
    crashed: "crash", "崩溃";
    the_end: "end of the run", "运行结束";
    going_there: "Computing …", "正在计算……";
    variant: "Listing", "代码";
    presets: "Try", "试试";
    make_happen: "Let it happen:", "让它发生：";
    take_back: "Take it back", "撤回";
    params: "Settings", "设置";
    reset: "Reset", "还原";
    reset_all: "Reset all", "全部还原";
    seed: "Seed", "随机种子";
    dice: "Another seed", "换一个种子";
    code: "Go source", "Go 源码";
    code_help: "Tab inserts a tab; press Escape, then Tab, to leave. Ctrl+Enter runs the text at once. F9 sets a breakpoint.",
        "Tab 键插入制表符；先按 Esc 再按 Tab 离开编辑器；Ctrl+Enter 立即运行；F9 设断点。";
    breakpoint: "Stop here while playing (F9)", "播放到这里停下（F9）";
    reset_code: "Original text", "恢复原文";
    edited: "edited", "已修改";
    stale: "The text has errors. What you see is the last text that compiled.", "代码有错误，下面显示的仍是上一份能编译的代码的运行。";
    problems: "Errors", "错误";
    more_problems: "more", "个未列出";
    jump: "Go to line", "跳到第";
    line: "line", "第";
    executed: "executed", "执行次数";
    goroutines_here: "goroutines here", "个 goroutine 在此";
    held_here: "connections held from here", "个连接从此取得、尚未归还";
    limits: "Limits", "上限";
    clients: "Clients", "客户端";
    in_flight: "in flight", "进行中";
    answered: "answered", "已回答";
    failed: "failed", "失败";
    abandoned: "abandoned", "无人等待";
    waiters: "Waiting for a connection", "等待连接";
    nobody_waits: "nobody", "没有";
    longest: "longest", "最久";
    pool: "Connection pool", "连接池";
    no_pool: "No pool is open yet.", "连接池还没有打开。";
    no_limit: "no limit", "不限";
    in_use: "in use", "占用";
    idle: "idle", "空闲";
    dialing: "dialling", "正在建立";
    free: "not open", "未建立";
    closing: "closing", "正在关闭";
    leaked: "leaked: its goroutine has ended", "泄漏：取得它的 goroutine 已经结束";
    leaked_short: "leaked", "泄漏";
    held_by: "goroutine", "goroutine";
    held_for: "held for", "已占用";
    from_line: "from line", "取得于第";
    more_slots: "more", "个未画出";
    ring: "A full ring is", "一整圈是";
    charts: "Over time", "随时间的变化";
    chart_table: "as a table", "看表格";
    seconds: "seconds", "秒";
    inspector: "Inspector", "检查器";
    goroutines: "Goroutines", "goroutine";
    no_function: "runtime and library", "运行时与库";
    output: "Output of the program", "程序输出";
    no_output: "nothing yet", "还没有";
    stats: "db.Stats()", "db.Stats()";
    frames: "Stack, innermost frame first", "调用栈，最内层在前";
    more_frames: "frames further out", "层更外面的调用";
    no_goroutine: "No goroutine is left.", "没有 goroutine 了。";
    more_goroutines: "more goroutines", "个 goroutine 未列出";
    inside: "in", "正在";
    made_by_go: "started at", "启动于";
    recovered: "recovered", "已 recover";
    unwinding: "unwinding the stack", "正在展开调用栈";
    deferred_call: "deferred call", "延迟调用";
    deferred_unwinding: "deferred call, during a panic", "panic 中的延迟调用";
    returning: "returning: the result is stored", "正在返回：结果已存好";
    result_slot: "result", "结果槽";
    receivers: "← waiting to receive: goroutine", "← 等待接收：goroutine";
    senders: "→ waiting to send: goroutine", "→ 等待发送：goroutine";
    defer_stack: "Deferred, next to run first", "延迟调用，最先执行的在前";
    nil_func: "nil function", "nil 函数";
    saved: "saved:", "已存：";
    elsewhere: "elsewhere", "个在别处";
    heap: "Heap", "堆";
    live: "live", "存活";
    allocated: "allocated", "已分配";
    goal: "goal", "目标";
    stacks: "stacks", "栈";
    cycles: "collections", "次垃圾回收";
    of_processors: "of processor time for collecting", "的处理器时间用于回收";
    calculator: "Calculator", "计算器";
    load_report: "Load test report", "压测报告";
    no_samples: "No request has ended yet.", "还没有请求结束。";
    per_pod: "requests per pod", "每个 pod 的请求";
    busy_on_average: "connections busy on average, per pod", "每个 pod 平均占用的连接";
    rule_of_thumb: "rule of thumb for the pool", "连接池的经验值";
    enough_for_waits: "enough for P99 wait under 50 ms", "P99 等待低于 50 毫秒所需";
    wait_in_theory: "wait with your pool, theory: mean / P99", "按现在的池，理论等待：平均 / P99";
    wait_in_run: "wait in this run: mean / P99 of waiters", "这次运行里的等待：平均 / 等待者 P99";
    all_pods: "all pods together / max_connections", "所有 pod 合计 / max_connections";
    while_rolling: "while a rolling update runs", "滚动更新期间";
    never_enough: "never enough", "永远不够";
    holds: "Who holds what", "谁占着哪个";
    profiles: "Ask the tools", "问工具";
    taken_at: "As of", "取于";
    no_profile: "What a tool would print at this very moment: profiles as net/http/pprof prints them, the page that Prometheus scrapes, the connections and who held them, the lines of gctrace; and the latest 500 events of the run.",
        "工具此刻会打印什么：net/http/pprof 的剖析、Prometheus 抓取的页面、每个连接由谁占过、gctrace 的每一行；还有这段运行最近的 500 个事件。";
    search_lines: "Lines with", "只看含有";
    one_request: "One request", "一个请求";
    request_help: "Where did its time go? Choose a request: the run is played again for it.", "它的时间花在哪里？选一个请求，这段运行会为它重放一遍。";
    slowest_request: "the slowest so far", "目前最慢的";
    first_failed: "the first that failed", "第一个失败的";
    longest_waiting: "waiting longest now", "此刻等得最久的";
    request_number: "Number", "编号";
    bad_number: "A request's number is a whole number from 1 on.", "请求的编号是从 1 开始的整数。";
    request_before: "The request before", "前一个请求";
    request_next: "The next request", "后一个请求";
    no_request: "There is no such request yet.", "还没有这样的请求。";
    not_of_clients: "This number is not of a client's request, but of a health check or a probe.",
        "这个编号不是客户端的请求，是健康检查或探针。";
    playing_again: "Playing the run again …", "正在重放……";
    request_spans: "What happened to it, one after the other", "它经历了什么，依次列出";
    span_what: "What happened", "发生了什么";
    span_from: "After", "开始于";
    span_took: "For", "用时";
    span_level: "level", "层级";
    span_aside: "beside it, not counted", "旁支，不计入";
    time_went: "Where its time went", "时间花在哪里";
    show_code: "Show the code (look at the graphs first)", "看代码（先看图）";
    trace: "Trace", "轨迹";
    events: "events", "个事件";
    hash: "hash", "哈希";
    sweep: "Sweep a setting", "扫一遍某个设置";
    sweep_param: "Setting", "设置";
    sweep_from: "from", "从";
    sweep_to: "to", "到";
    sweep_step: "step", "步长";
    sweep_seeds: "seeds", "种子数";
    sweep_begin: "Run them all", "全部运行";
    sweep_cancel: "Stop", "停下";
    sweep_runs: "runs", "次运行";
    sweep_metric: "Figure", "看哪个数";
    sweep_wrong: "The range needs a first value, a last one no smaller, a step above 0 (numbers or durations such as 5ms), and at least one seed.",
        "范围要有起点、不小于起点的终点、大于 0 的步长（数字，或 5ms 这样的时长），种子至少一个。";
    sweep_too_many: "That is too many runs for a page; the command line takes more. At most:", "网页里跑不了这么多次，命令行可以。最多：";
    sweep_going: "The runs are under way.", "正在一次次运行。";
    sweep_over: "The sweep is over.", "扫描结束了。";
    sweep_cut_short: "runs (†) crashed or were stopped by a limit; what they say is of a part.", "次运行（†）崩溃了或者被上限停下，它们的数字只算到那里。";
    sweep_stale: "Other settings are chosen now than those of these runs.", "现在选的设置和这些运行的不一样了。";
    sweep_nothing: "No run has anything to count yet.", "还没有哪次运行有东西可数。";
    sweep_give: "Give this value to the lab", "把这个值交给实验台";
    least: "least", "最小";
    median: "median", "中位数";
    greatest: "greatest", "最大";
    theory: "theory", "理论";
    compare: "Compare", "对比";
    compare_title: "Keep this run as A; what you change from here on is B", "把这次运行留作 A，此后的改动是 B";
    end_compare: "End comparison", "结束对比";
    end_compare_title: "Go on with B alone", "只留 B，继续";
    comparison: "Comparison of two runs", "两次运行的对比";
    same_draws: " Both draw from the same seed: what is not changed is drawn alike.",
        "两次运行用同一个种子：没有改的部分，抽到的随机数也一样。";
    run_a: "A, kept", "A（保留）";
    run_b: "B, shown", "B（正在看）";
    picture_of_a: "The picture of A", "A 的画面";
    share: "Share", "分享";
    copied: "Link copied", "链接已复制";
    not_copied: "Copy the link", "请复制链接";
    link: "Link of this very state", "当前状态的链接";
    command: "The same on the command line", "在命令行里运行";
    embed: "The same in a page of yours", "放进你自己的网页";
    copy: "Copy", "复制";
    copied_this: "copied", "已复制";
    not_copied_this: "Copy it by hand", "请手动复制";
    close: "Close", "收起";
    save: "Save", "保存";
    save_csv: "series (CSV)", "曲线数据（CSV）";
    save_json: "results (JSON)", "结果（JSON）";
    save_svg: "charts (SVG)", "图表（SVG）";
    save_png: "charts (PNG)", "图表（PNG）";
    save_report: "report (Markdown)", "报告（Markdown）";
    another_version: "This link was made with model version", "这个链接来自模型版本";
    hash_may_differ: "; the trace may differ.", "；轨迹可能不同。";
    bad_link: "The link cannot be read", "链接无法读取";
    bad_setting: "The lab's settings are wrong", "实验台的设置有误";
    with_defaults: "The lab runs with its defaults.", "实验台按默认设置运行。";
    stopped: "Stopped", "已停止";
    broken: "The lab has met an error of its own. Reload the page to go on. This link keeps your state:",
        "实验台自己出错了。请刷新页面继续。这个链接保存了你的状态：";
    nothing: "There is nothing to run.", "没有可以运行的东西。";
    scenario_missing: "The element names no scenario.", "元素没有指明场景。";
}

impl Words {
    /// The words of `lang`.
    pub fn of(lang: Lang) -> &'static Words {
        lang.pick(&EN, &ZH)
    }
}

/// `line 39`, `第 39 行`.
pub fn line_name(lang: Lang, line: u32) -> String {
    lang.pick(format!("line {line}"), format!("第 {line} 行"))
}

/// `from line 39`, `取得于第 39 行`.
pub fn from_line(lang: Lang, line: u32) -> String {
    let words = Words::of(lang);
    lang.pick(format!("{} {line}", words.from_line), format!("{} {line} 行", words.from_line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_every_word() {
        for (en, zh) in EN.all().into_iter().zip(ZH.all()) {
            assert!(!en.1.is_empty() && !zh.1.is_empty(), "{} is empty in a language", en.0);
        }
    }

    #[test]
    fn chinese_is_not_left_in_english() {
        let same = ["held_by", "goroutines", "stats"];
        let left: Vec<&str> =
            EN.all().into_iter().zip(ZH.all()).filter(|(en, zh)| en.1 == zh.1).map(|(en, _)| en.0).collect();
        assert_eq!(left.iter().filter(|name| !same.contains(name)).collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}
