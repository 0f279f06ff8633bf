//! What the report's file holds, read as text.

use crate::report_fixture::{HOSTILE, report};
use tenfold_session::Lang;
use tenfold_session::report::{ReportData, render};

#[test]
fn the_same_data_give_the_same_bytes_whatever_the_speed() {
    let mut faster = report(8);
    faster.draws_per_second *= 2.0;
    assert_eq!(render(&report(8), Lang::En), render(&faster, Lang::En));
}

#[test]
fn the_chosen_language_comes_first_and_the_other_is_there() {
    let (english, chinese) = (render(&report(0), Lang::En), render(&report(0), Lang::Zh));
    assert!(english.contains(r#"<html lang="en" data-lang="en""#));
    assert!(chinese.contains(r#"<html lang="zh" data-lang="zh""#));
    for page in [english, chinese] {
        assert!(page.contains("Where the hindcast misses") && page.contains("回测偏差"));
        assert!(page.contains("May 2027") && page.contains("2027年5月"));
    }
}

#[test]
fn nothing_of_the_model_becomes_markup_or_script() {
    let page = render(&report(8), Lang::En);
    assert!(!page.contains(HOSTILE), "the hostile text stands unescaped");
    assert_eq!(
        page.matches("<script").count(),
        2,
        "the data and the page's own script"
    );
    assert_eq!(page.matches("</script").count(), 2);
    assert!(!page.contains("<img"));
    assert!(
        !page.contains("href=\"javascript:"),
        "a source's address is no script"
    );
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    let page = render(&report(8), Lang::En);
    for loading in [
        "<link",
        "<iframe",
        "<object",
        "<embed",
        "@import",
        "url(",
        " src=\"",
        "fetch(",
        "XMLHttpRequest",
    ] {
        assert!(!page.contains(loading), "{loading}");
    }
    for (at, _) in page.match_indices("href=\"") {
        let target = &page[at + 6..];
        assert!(
            target.starts_with('#') || target.starts_with("https://"),
            "{}",
            &target[..40]
        );
    }
}

#[test]
fn two_hundred_series_stay_under_three_megabytes() {
    let page = render(&report(200), Lang::En);
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
}

#[test]
fn an_empty_report_and_one_of_strange_numbers_still_render() {
    assert!(render(&ReportData::default(), Lang::Zh).contains("</html>"));
    let mut strange = report(1);
    strange.end = f64::NAN;
    for series in &mut strange.series {
        series.times.truncate(1);
        series
            .points
            .iter_mut()
            .for_each(|point| point.value = f64::INFINITY);
    }
    for milestone in &mut strange.milestones {
        milestone.histogram = vec![(f64::NAN, f64::NAN), (f64::MAX, 1.0)];
        milestone.q50 = Some(f64::INFINITY);
    }
    strange.params[0].central = f64::NAN;
    assert!(render(&strange, Lang::En).contains("</html>"));
    let mut ragged = report(1);
    ragged.series[0]
        .quantiles
        .iter_mut()
        .for_each(|(_, values)| values.truncate(3));
    ragged.series[1].quantiles.clear();
    ragged.series[2].times = vec![2020.0; 5];
    assert!(render(&ragged, Lang::En).contains("</html>"));
}

/// A page grows with its reports no further than anyone can look at them, and says so.
#[test]
fn a_hundred_thousand_reports_are_thinned_and_counted() {
    let mut many = report(8);
    let with_points = |series: &&mut tenfold_session::report::Series| !series.points.is_empty();
    let series = many.series.iter_mut().find(with_points).expect("a record");
    let point = series.points[0].clone();
    let few = render(&report(8), Lang::En).len();
    series.points = vec![point; 100_000];
    let miss = tenfold_session::report::Miss {
        point: series.points[0].clone(),
        ..Default::default()
    };
    let hindcast = series
        .hindcast
        .as_mut()
        .expect("it is compared with its record");
    hindcast.misses = vec![miss; 100_000];
    let page = render(&many, Lang::En);
    assert!(page.contains("more are not shown"));
    // 2,000 rows of the table and points of the picture, each of less than a kilobyte in two languages.
    assert!(page.len() < few + 2 * 2_000 * 1_024, "{} bytes", page.len());
}
