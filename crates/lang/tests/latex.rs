//! Equations as formulas.

use tenfold_ir::FileId;
use tenfold_lang::{latex, parse};

/// The formula of `m.NAME`, without what aligns its lines.
fn formula(model: &str, name: &str) -> String {
    let (module, mistakes) = parse(FileId(0), &format!("module m\n{model}\n"));
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let all = latex(&[module], &format!("m.{name}")).expect("an equation");
    let inner = all.strip_prefix(r"\begin{aligned} ").expect("lines");
    let inner = inner.strip_suffix(r" \end{aligned}").expect("lines");
    inner.replace('&', "")
}

/// Of one expression.
fn of(expression: &str) -> String {
    let all = formula(&format!("let y : 1 = {expression}"), "y");
    all.strip_prefix("y = ").expect("an equation").to_string()
}

#[test]
fn brackets_stand_where_the_form_does_not_say_what_belongs_together() {
    for (expression, wanted) in [
        ("a + b * c", r"a + b \cdot c"),
        ("(a + b) * c", r"\left( a + b \right) \cdot c"),
        ("(a + b) / (c - d)", r"\frac{a + b}{c - d}"),
        ("a / b * c", r"\frac{a}{b} \cdot c"),
        ("a - (b - c)", r"a - \left( b - c \right)"),
        ("a - b / c", r"a - \frac{b}{c}"),
        ("2^(a + b)", r"{2}^{a + b}"),
        ("(a / b)^c", r"{\left( \frac{a}{b} \right)}^{c}"),
        ("a^b^c", r"{a}^{{b}^{c}}"),
        ("(a^b)^c", r"{\left( {a}^{b} \right)}^{c}"),
        ("(-a)^2", r"{\left( -a \right)}^{2}"),
        ("-a^2", r"-{a}^{2}"),
        ("-(a + b)", r"-\left( a + b \right)"),
        ("1 / (1 + exp(-x))", r"\frac{1}{1 + \mathrm{e}^{-x}}"),
        ("sqrt(abs(x))", r"\sqrt{\left| x \right|}"),
        ("min(a, b)", r"\min\left( a,\; b \right)"),
        ("1_000 + 6.02e23", r"1\,000 + 6.02 \times 10^{23}"),
        ("alpha * tau", r"\alpha \cdot \tau"),
    ] {
        assert_eq!(of(expression), wanted, "{expression}");
    }
}

#[test]
fn what_has_a_sign_of_its_own_has_it() {
    for (expression, wanted) in [
        (
            "sum(l in Lab: revenue[l] - cost[l])",
            r"\sum_{l \in \text{Lab}} \left( \text{revenue}_{l} - \text{cost}_{l} \right)",
        ),
        (
            "if a > 1 then b else if a <= 0 then c else d",
            r"\begin{cases} b  \text{if } a > 1 \\ c  \text{if } a \le 0 \\ d  \text{else} \end{cases}",
        ),
        (
            "delayed(orders, by: lead_time, before: 3 million USD/year)",
            r"\operatorname{delayed}\left( \text{orders},\; \text{by: } \text{lead\_time},\; \text{before: } 3\ \text{million}\ \text{USD}/\text{year} \right)",
        ),
        ("sum(a + b)", r"\sum \left( a + b \right)"),
        ("a - sum(b)", r"a - \sum b"),
        (
            "product(l in L: x[l]) * v",
            r"\left( \prod_{l \in L} x_{l} \right) \cdot v",
        ),
        (
            "product(l in L: x[l] * v)",
            r"\prod_{l \in L} x_{l} \cdot v",
        ),
        ("v * sum(x)", r"v \cdot \left( \sum x \right)"),
        (
            "25 % * economics.profit",
            r"25\ \text{\%} \cdot \text{economics.profit}",
        ),
    ] {
        assert_eq!(of(expression), wanted, "{expression}");
    }
}

#[test]
fn each_kind_of_definition_has_its_lines() {
    let model = "
dimension Lab = one, two
stock cash[l in Lab] : USD
  initial 3 USD
  inflow revenue[l]
  outflow cost[l] + tax
param tau : 1 = 0.5 ~ beta(2, 2) truncated above 0.1 from judgement \"a test\"
input demand[Lab] : USD/year = 1 USD/year
connect m.demand[l in Lab] = 2 * revenue[l]
event war hazard 3 %/year lasts 1 to 3 year
milestone rich when cash > 1 USD
";
    for (name, wanted) in [
        (
            "cash",
            r"\text{cash}_{l}(t_0) = 3\ \text{USD} \\ \frac{\mathrm d}{\mathrm d t} \text{cash}_{l} = \text{revenue}_{l} - \left( \text{cost}_{l} + \text{tax} \right)",
        ),
        (
            "tau",
            r"\tau = 0.5 \\ \tau \sim \operatorname{beta}\left( 2,\; 2 \right) \text{ truncated } \text{above } 0.1",
        ),
        ("demand", r"\text{demand}_{l} = 2 \cdot \text{revenue}_{l}"),
        (
            "war",
            r"\text{hazard} = 3\ \text{\%}/\text{year} \\ \text{lasts} \sim 1 \text{ to } 3\ \text{year}",
        ),
        ("rich", r"\text{when }  \text{cash} > 1\ \text{USD}"),
    ] {
        assert_eq!(formula(model, name), wanted);
    }
    let (module, _) = parse(
        FileId(0),
        "module m\nlookup f : 1 of 1 linear = (0, 1), (1, 2)\n",
    );
    assert_eq!(latex(std::slice::from_ref(&module), "m.f"), None);
    assert_eq!(latex(&[module], "m.g"), None);
}
