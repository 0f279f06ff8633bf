//! What people read, against what was meant.

use super::*;
use proptest::prelude::*;

fn en(values: &[f64], unit: &str) -> String {
    figures(Lang::En, values, unit).join(" | ")
}

#[test]
fn numbers_read_as_people_write_them() {
    let cases = [
        (12.34e9, "12.3 billion", "123亿"),
        (3.14e26, "3.14e26", "3.14e26"),
        (999_999.0, "1 million", "100万"),
        (4_512.0, "4,510", "4,510"),
        (45_120.0, "45,100", "4.51万"),
        (-0.05, "−0.05", "−0.05"),
        (1.5, "1.5", "1.5"),
        (0.000_021, "2.1e-5", "2.1e-5"),
        (0.0, "0", "0"),
        (f64::NAN, "–", "–"),
        (f64::NEG_INFINITY, "−∞", "−∞"),
        (1.0e300, "1e300", "1e300"),
    ];
    for (value, english, chinese) in cases {
        assert_eq!(number(Lang::En, value, 3), english, "{value}");
        assert_eq!(number(Lang::Zh, value, 3), chinese, "{value}");
    }
}

#[test]
fn the_ends_of_a_band_are_told_apart() {
    let cases: [(&[f64], &str); 8] = [
        (
            &[100_000.0, 125_000.0, 150_000.0],
            "100,000 | 125,000 | 150,000",
        ),
        (&[98.6, 99.9, 101.2], "98.6 | 99.9 | 101.2"),
        (&[287.859_2, 288.5, 289.140_8], "287.9 | 288.5 | 289.1"),
        (&[0.998_616, 0.999, 0.999_384], "0.99862 | 0.999 | 0.99938"),
        (
            &[999_999.998_72, 1e6, 1_000_000.001_28],
            "999,999.9987 | 1 million | 1,000,000.0013",
        ),
        // A wide band has the digits of each number, and a close neighbour those that it takes.
        (&[0.021_34, 5.0, 3_123_456.0], "0.0213 | 5 | 3.12 million"),
        (&[1.0, 1.000_1, 100.0], "1 | 1.0001 | 100"),
        (&[0.0, 0.0, 5.123], "0 | 0 | 5.12"),
    ];
    for (values, expected) in cases {
        assert_eq!(en(values, "1"), expected, "{values:?}");
    }
    let said = figures(Lang::Zh, &[100_000.0, 125_000.0, 150_000.0], "USD");
    assert_eq!(said, ["10万", "12.5万", "15万"]);
}

#[test]
fn a_constant_is_written_out() {
    let cases = [
        (99.9, "99.9"),
        (125_000.0, "125,000"),
        (8_765.82, "8,765.82"),
        (299_792_458.0, "299,792,458"),
        (6.022_140_76e23, "6.02214076e23"),
        (1.5e9, "1.5 billion"),
        (0.1 / 0.01, "10"),
        (1.0 / 3.0, "0.333333"),
        (-273.15, "−273.15"),
    ];
    for (value, expected) in cases {
        assert_eq!(en(&[value], "1"), expected);
        let band = en(&[value, value, value], "1");
        assert_eq!(band, [expected; 3].join(" | "));
    }
}

#[test]
fn calendar_years_are_not_grouped_and_dates_are_dates() {
    assert_eq!(en(&[2_000.0], "year"), "2000");
    assert_eq!(
        en(&[2_029.178, 2_030.0, 2_030.822], "year"),
        "2029.2 | 2030 | 2030.8"
    );
    assert_eq!(
        en(&[100.0, 2_000.0, 30_000.0], "year"),
        "100 | 2,000 | 30,000"
    );
    assert_eq!(
        en(&[2_029.178, 2_030.0, 2_030.822], DATE),
        "Mar 2029 | Jan 2030 | Oct 2030"
    );
    let said = figures(Lang::Zh, &[2_029.178, 2_030.0], DATE);
    assert_eq!(said, ["2029年3月", "2030年1月"]);
    // Two of one month are told apart by their days, two of one day by more.
    assert_eq!(en(&[2_030.01, 2_030.05], DATE), "2030-01-04 | 2030-01-19");
    assert_eq!(
        en(&[2_030.010_1, 2_030.010_5], DATE),
        "2030.0101 | 2030.0105"
    );
    // One date is a month if it is one, else a day.
    assert_eq!(en(&[2_030.0; 3], DATE), ["Jan 2030"; 3].join(" | "));
    assert_eq!(en(&[2_026.0 + 43.0 / 365.0], DATE), "2026-02-13");
    assert_eq!(en(&[f64::NAN, 2_030.0], DATE), "– | Jan 2030");
}

#[test]
fn what_heads_a_figure_is_its_time() {
    let said = |values: &[f64]| times(Lang::En, values).join(" ");
    assert_eq!(said(&[2_030.0, 2_040.0, 2_099.9]), "2030 2040 Nov 2099");
    assert_eq!(said(&[2_022.25, 2_022.5]), "Apr 2022 Jul 2022");
    assert_eq!(times(Lang::Zh, &[2_030.0, 2_031.5]), ["2030", "2031年7月"]);
}

#[test]
fn an_error_says_how_many_digits_count() {
    let said = |value, error| with_error(Lang::En, value, error, "1");
    assert_eq!(said(123_456.0, 12.3), ("123,456".into(), "12".into()));
    assert_eq!(said(71.234, 0.52), ("71.23".into(), "0.52".into()));
    assert_eq!(said(5.0, 40.0), ("5".into(), "40".into()));
    assert_eq!(said(99.9, 0.0), ("99.9".into(), "0".into()));
    assert_eq!(signed(Lang::En, 2.134, Some(0.31)), "+2.13 ± 0.31");
    assert_eq!(signed(Lang::En, 0.0, Some(0.0)), "0 ± 0");
    assert_eq!(
        differences(Lang::En, &[-0.5, 0.0, 0.25], DATE),
        ["−0.5", "0", "+0.25"]
    );
}

#[test]
fn dates_fall_in_their_month() {
    assert_eq!(date(Lang::En, 2028.0 + 2.0 / 12.0), "Mar 2028");
    assert_eq!(date(Lang::Zh, 2028.0 + 2.0 / 12.0), "2028年3月");
    assert_eq!(date(Lang::En, 2019.0 + 11.0 * (1.0 / 12.0)), "Dec 2019");
    assert_eq!(date(Lang::En, 2026.12), "Feb 2026");
    assert_eq!(date(Lang::En, -0.5), "Jul -1");
    assert_eq!(date(Lang::En, f64::INFINITY), "–");
}

#[test]
fn every_day_and_every_step_of_a_month_is_of_its_month() {
    for year in [1999_u16, 2024, 2100] {
        for month in 1..=12_u8 {
            let expected = format!("{} {year}", MONTHS[usize::from(month) - 1]);
            let step = f64::from(year) + f64::from(month - 1) * (1.0 / 12.0);
            assert_eq!(date(Lang::En, step), expected);
            for day in 1..=31 {
                if let Some(at) = decimal_year(year, month, day) {
                    assert_eq!(date(Lang::En, at), expected, "day {day}");
                }
            }
        }
    }
}

#[test]
fn a_decimal_year_is_the_day_it_came_from() {
    for text in ["2026-02-13", "2024-02-29", "2023-12-31", "2022-01-01"] {
        assert_eq!(day(tenfold_lang::parse_date(text).unwrap()), text);
    }
    assert_eq!(day(2022.5), "2022-07-02");
    assert_eq!((day(f64::NAN), day(-1.0)), ("–".into(), "–".into()));
}

#[test]
fn a_share_reads_as_certain_only_when_it_is() {
    let read = [-0.0, 0.0, 0.000_1, 0.5, 0.996, 1.0, 1e200].map(percent);
    assert_eq!(
        read,
        ["0 %", "0 %", "<1 %", "50 %", ">99 %", "100 %", ">1,000 %"]
    );
}

#[test]
fn units_follow_but_a_pure_number_and_a_date_stand_alone() {
    let said = |value, unit| quantity(Lang::En, value, unit);
    assert_eq!(said(12.3e9, "USD/year"), "12.3 billion USD/year");
    assert_eq!(said(3.0, "1"), "3");
    assert_eq!(said(2_030.5, DATE), "Jul 2030");
    assert_eq!(
        (said(1.0, "year"), said(3.83, "year")),
        ("1 year".into(), "3.83 years".into())
    );
    assert_eq!(said(-1.0, "month"), "−1 month");
    assert_eq!(quantity(Lang::Zh, 3.83, "year"), "3.83 year");
}

/// What a number says, read back.
pub fn read(text: &str) -> f64 {
    let scales = [
        (" trillion", 12),
        (" billion", 9),
        (" million", 6),
        ("万亿", 12),
        ("亿", 8),
        ("万", 4),
    ];
    let found = scales.into_iter().find(|(word, _)| text.ends_with(word));
    let (word, power) = found.unwrap_or(("", 0));
    let plain = text
        .trim_end_matches(word)
        .replace(',', "")
        .replace('−', "-");
    match plain.contains('e') {
        true => plain.parse().unwrap(),
        // As a decimal, so that nothing is rounded twice.
        false => format!("{plain}e{power}").parse().unwrap(),
    }
}

fn langs() -> impl Strategy<Value = Lang> {
    prop_oneof![Just(Lang::En), Just(Lang::Zh)]
}

/// Numbers of every size and sign.
fn sizes() -> impl Strategy<Value = f64> {
    (-20_i32..24, -9.99_f64..9.99).prop_map(|(power, x)| x * 10_f64.powi(power))
}

proptest! {
    /// Half of the digit after the last, as there are `digits`.
    #[test]
    fn a_number_reads_back_to_within_its_last_digit(lang in langs(), value in sizes(), digits in 1_usize..13) {
        let back = read(&number(lang, value, digits));
        let bound = 0.5 * 10_f64.powi(power(value) - digits as i32 + 1) * (1.0 + 1e-6);
        prop_assert!((back - value).abs() <= bound, "{value} as {back}");
        prop_assert_eq!(number(lang, back, digits), number(lang, value, digits));
    }

    /// Up to the rounding of 64 bits, and in order.
    #[test]
    fn numbers_that_differ_read_differently(
        lang in langs(),
        middle in sizes(),
        below in -12_i32..3,
        above in -12_i32..3,
        unit in prop_oneof![Just("1"), Just("year"), Just("USD")],
    ) {
        let band = [
            middle - middle.abs() * 1.7 * 10_f64.powi(below),
            middle,
            middle + middle.abs() * 2.3 * 10_f64.powi(above),
        ];
        let back: Vec<f64> = figures(lang, &band, unit).iter().map(|text| read(text)).collect();
        for (nth, (said, meant)) in back.iter().zip(band).enumerate() {
            // Three digits at least.
            prop_assert!((said - meant).abs() <= 0.005 * meant.abs() * (1.0 + 1e-9));
            for (other, value) in back.iter().zip(band).skip(nth + 1) {
                let size = meant.abs().max(value.abs());
                if (value - meant).abs() > 1.2e-11 * size {
                    prop_assert!(said < other, "{band:?} as {back:?}");
                }
            }
        }
    }

    /// To the second digit of the band's width.
    #[test]
    fn a_band_keeps_two_digits_of_its_width(lang in langs(), low in -1e6_f64..1e6, width in 1e-3_f64..1e6) {
        let band = [low, low + 0.4 * width, low + width];
        let back: Vec<f64> = figures(lang, &band, "1").iter().map(|text| read(text)).collect();
        let found = back[2] - back[0];
        prop_assert!((found - width).abs() <= 0.1 * width * (1.0 + 1e-6), "{band:?} as {back:?}");
    }

    #[test]
    fn a_number_alone_is_idempotent(lang in langs(), value in sizes()) {
        let once = exact(lang, value, "1");
        prop_assert_eq!(exact(lang, read(&once), "1"), once);
    }

    #[test]
    fn dates_more_than_a_day_apart_read_differently(lang in langs(), from in 1_i32..9_000, at in 0.0_f64..1.0, later in 0.0028_f64..40.0) {
        let from = f64::from(from) + at;
        let said = figures(lang, &[from, from + later], DATE);
        prop_assert_ne!(&said[0], &said[1]);
    }
}
