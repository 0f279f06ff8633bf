//! A comparison as a terminal shows it, in both languages.

use super::command::folder_with;
use super::{printed, tenfold};
use std::fs;

/// A policy slows one of two fleets; its text names what is no output.
const FLEET: &str = "module fleet
\"What a policy does to who buys machines, and when.\"
simulate from 2020 to 2030 by 1 year using euler
dimension Lab = ours, theirs
param growth : 1/year ~ normal(60 %/year, 5 %/year)
  from judgement \"wide\"
let control : 1 = 0
stock machines[l in Lab] : USD
  initial 1000 USD
  inflow growth * machines[l] * (if l == 0 then 1 else 1 - 0.5 * control)
let gap_in_months : month = 2 month + control * growth * 1 year * 5 month
let calm : 1 = growth * 1 year
milestone many when machines[theirs] > 20_000 USD
output calm, machines
scenario tight
  \"Policy. Look at fleet.gap_in_months.\"
  intervene control = 1 from 2022
";

const CHINESE: &str = "fleet-Lab-ours = 我方
fleet-Lab-theirs = 对方
fleet-machines = 机器
fleet-gap_in_months = 差距
fleet-many = 机器众多
fleet-scenario-tight = 收紧
";

const IN_ENGLISH: &str = "\
Tight against base
Model fleet · 500 draws · seed 3

  Many comes 39.13 ± 0.3 months later; medians Apr 2026 → Oct 2029.
  Gap in months differs by +3.01 (+2.67 – +3.31) months in 2030; medians 2 →
  5.01 months.

What the scenario itself names
  gap in months  fleet.gap_in_months · month · 2030
    2 → 5.01  +3.01 (+2.67 – +3.31)  mean +2.999 ± 0.011

What else differs, surest first
  machines  fleet.machines · USD · 2030
    ours    110,829 → 110,829                        ×1
    theirs   111,000 → 21,000  ×0.189 (×0.169 – ×0.217)  mean −93,300 ± 1,400
  many  fleet.many
    Apr 2026 → Oct 2029  +39.13 ± 0.3 months
  1 more does not differ.

A row has both medians, then the change within each draw: its median, with 80 %
of draws in brackets; × is a ratio. ± is one standard deviation of the
simulation's error.
Open runs/fleet-base-vs-tight/report.html in a browser
";

const IN_CHINESE: &str = "\
收紧 与 base 相比
模型 fleet · 500 次抽样 · 种子 3

  “机器众多”推迟 39.13 ± 0.3 个月；中位 2026年4月 → 2029年10月。
  “差距”在 2030 时相差 +3.01 (+2.67 – +3.31) month；中位 2 → 5.01 month。

情景自己提到的
  差距  fleet.gap_in_months · month · 2030
    2 → 5.01  +3.01 (+2.67 – +3.31)  平均 +2.999 ± 0.011

其他有差别的，最确定的在前
  机器  fleet.machines · USD · 2030
    我方  110,829 → 110,829                        ×1
    对方     11.1万 → 2.1万  ×0.189 (×0.169 – ×0.217)  平均 −9.33万 ± 1,400
  机器众多  fleet.many
    2026年4月 → 2029年10月  +39.13 ± 0.3 个月
  另有 1 项没有差别。

每行先是两个中位数，然后是同一次抽样内的变化：中位数，括号内为 80 % 的抽样；× 为
比值。± 是模拟误差的一个标准差。
用浏览器打开 runs/fleet-base-vs-tight/report.html
";

#[test]
fn a_comparison_begins_with_its_answer_and_counts_what_does_not_differ() {
    let folder = folder_with("fleet.ten", FLEET);
    let words = folder.path().join("i18n/zh");
    fs::create_dir_all(&words).unwrap();
    fs::write(words.join("fleet.ftl"), CHINESE).unwrap();
    for (lang, expected) in [("en", IN_ENGLISH), ("zh", IN_CHINESE)] {
        let asked = ["compare", "tight", "--model", "fleet.ten", "--draws", "500"];
        let asked = [&asked[..], &["--seed", "3", "--lang", lang]].concat();
        let output = tenfold(folder.path(), &asked);
        let text = String::from_utf8(output.stdout.clone()).unwrap();
        assert_eq!(text, expected, "{}", printed(&output));
    }
}
